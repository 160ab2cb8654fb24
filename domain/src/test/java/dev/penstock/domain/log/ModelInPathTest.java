package dev.penstock.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInPathTest {
    @ParameterizedTest
    @CsvSource({
        "v1beta/models/gemini-2.5-flash:generateContent, gemini-2.5-flash",
        "models/gemini-2.5-flash, gemini-2.5-flash",
        "v1/projects/p/locations/eu/publishers/google/models/gemini-2.5-pro:streamGenerateContent, gemini-2.5-pro",
        "bedrock-runtime/us-east-1/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse, anthropic.claude-3-haiku-20240307-v1:0",
        "bedrock-runtime/us-east-1/model/anthropic.claude-3-haiku-20240307-v1%3a0/invoke, anthropic.claude-3-haiku-20240307-v1:0",
        "bedrock-runtime/us-east-1/model/anthropic.claude-3-haiku-20240307-v1:0/converse-stream, anthropic.claude-3-haiku-20240307-v1:0",
        "bedrock-runtime/eu-west-1/model/eu.amazon.nova-lite-v1%3A0/converse, eu.amazon.nova-lite-v1:0",
        "model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A012%3Ainference-profile%2Feu.amazon.nova-lite-v1%3A0/converse, arn:aws:bedrock:eu-west-1:012:inference-profile/eu.amazon.nova-lite-v1:0",
        "@cf/meta/llama-3.1-8b-instruct, @cf/meta/llama-3.1-8b-instruct",
        "run/%40cf/meta/llama-3.1-8b-instruct, @cf/meta/llama-3.1-8b-instruct",
        "model/a+b, a+b",
        "model/w%C3%B6rld, wörld",
    })
    void names_the_model(String path, String model) {
        assertThat(ModelInPath.of(path)).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource({
        "model/100%/converse, 100%",
        "model/a%zz, a%zz",
        "model/a%2, a%2",
        "model/a%00b, a%00b",
        "model/a%0Ab, a%0Ab"
    })
    void leaves_a_name_as_it_is_that_is_encoded_wrongly_or_hides_something(String path, String model) {
        assertThat(ModelInPath.of(path)).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1/chat/completions", "v1/models", "remodel/x", "model/", "a@b"})
    void is_silent_where_no_model_is_named(String path) {
        assertThat(ModelInPath.of(path)).isNull();
    }
}
