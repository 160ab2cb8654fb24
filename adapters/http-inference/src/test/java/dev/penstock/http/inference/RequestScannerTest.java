package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.RequestFacts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScannerTest {
    private static RequestFacts scan(String json) {
        return RequestScanner.scan(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String at(String json, RequestFacts facts) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String model = String.valueOf(facts.model());
        int length = model.getBytes(StandardCharsets.UTF_8).length;
        return new String(bytes, facts.modelStart(), length, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"openai/gpt\"}",
                "  {  \"model\"  :  \"openai/gpt\"  }",
                "{\"messages\":[{\"model\":\"no\"}],\"model\":\"openai/gpt\"}",
                "{\"metadata\":{\"model\":\"no\",\"x\":{\"model\":\"no\"}},\"model\":\"openai/gpt\"}",
                "{\"gr\u00fc\u00df\":\"\ud83c\udf0a\",\"model\":\"openai/gpt\"}",
                "{\"x\":\"\\\"model\\\":\\\"no\\\"\",\"model\":\"openai/gpt\"}",
                "{\"a\":1,\"b\":null,\"c\":true,\"d\":-1.5e3,\"model\":\"openai/gpt\",\"e\":",
                "{\"model\":\"openai/gpt\" not json any more",
                "{\"mod\\u0065l\":\"openai/gpt\"}",
                "{\"model\":\"openai/gpt\",\"model\":\"second\"}",
            })
    void finds_the_model_and_where_it_stands(String json) {
        RequestFacts facts = scan(json);

        assertThat(facts.model()).isEqualTo("openai/gpt");
        assertThat(at(json, facts)).isEqualTo("openai/gpt");
    }

    @Test
    void counts_from_the_start_of_a_body_inside_a_larger_array() {
        byte[] roomy = "xxxxx{\"model\":\"m\u00fc/x\"}yyyy".getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.wrap(roomy).slice(2, roomy.length - 4);
        body.position(3);

        RequestFacts facts = RequestScanner.scan(body);

        assertThat(facts.model()).isEqualTo("m\u00fc/x");
        assertThat(facts.modelStart()).isEqualTo(10);
        assertThat(body.position()).as("the body is still to be sent").isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"model\":\"openai\\/gpt\"} | openai/gpt",
                "{\"model\":\"\\u006fpenai/gpt\"} | openai/gpt",
            })
    void has_no_place_for_a_model_written_with_escapes(String json, String model) {
        assertThat(scan(json).model()).isEqualTo(model);
        assertThat(scan(json).modelStart()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "[]",
                "[{\"model\":\"m\"}]",
                "null",
                "\"model\"",
                "{\"Model\":\"m\"}",
                "{\"model\":null}",
                "{\"model\":7}",
                "{\"model\":{\"model\":\"m\"}}",
                "{\"model\":[\"m\"]}",
                "{\"model\":",
                "{\"model\":\"m",
                "{\"messages\":[{\"model\":\"m\"}]}",
                "{\"messages\":[{\"model\":\"m\"}",
                "model=m",
                "{x",
            })
    void finds_nothing_where_there_is_no_model(String json) {
        assertThat(scan(json).model()).isNull();
    }

    @Test
    void reads_an_empty_model_as_it_stands() {
        assertThat(scan("{\"model\":\"\"}").model()).isEmpty();
        assertThat(scan("{\"model\":\"\"}").modelStart()).isEqualTo(10);
    }

    @Test
    void survives_nesting_beyond_all_reason() {
        assertThat(scan("{\"a\":" + "[".repeat(100_000)).model()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | false | | 1",
                "{\"model\":\"m\",\"stream\":true} | true | | 1",
                "{\"stream\":false,\"max_tokens\":7,\"n\":2,\"model\":\"m\"} | false | 7 | 2",
                "{\"max_completion_tokens\":9,\"max_tokens\":7} | false | 9 | 1",
                "{\"generationConfig\":{\"maxOutputTokens\":5,\"x\":[1]},\"stream\":true} | true | 5 | 1",
                "{\"inferenceConfig\":{\"maxTokens\":6}} | false | 6 | 1",
                "{\"max_tokens\":\"many\",\"n\":[1],\"stream\":\"yes\"} | false | | 1",
                "{\"messages\":[{\"stream\":true,\"n\":9}]} | false | | 1",
                "not json | false | | 1",
            })
    void tells_what_the_body_asks_of_the_model_when_somebody_asks(
            String json, boolean stream, @Nullable Long most, int answers) {
        RequestFacts.Asked asked = scan(json).rest().ask();

        assertThat(asked).isEqualTo(new RequestFacts.Asked(stream, most, answers, asked.naming()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | CLEAR",
                "{\"model\":\"m\",\"metadata\":{\"model\":\"n\"}} | CLEAR",
                "{\"model\":\"m\",\"stream\":{\"model\":\"n\"}} | CLEAR",
                "{\"model\":\"m\",\"n\":99999999999999999999,\"max_tokens\":99999999999999999999} | CLEAR",
                "{\"model\":\"m\",\"model\":\"m\"} | SEVERAL",
                "{\"model\":\"m\",\"mod\\u0065l\":7} | SEVERAL",
                "{\"model\":\"m\",\"Model\":\"n\"} | SEVERAL",
                "{\"model\":\"m\",\"stream\":{},\"model\":\"n\"} | SEVERAL",
                "{\"model\":\"m\",\"max_tokens\":99999999999999999999,\"model\":\"n\"} | SEVERAL",
                "{\"model\":\"m\",\"x\":NaN,\"model\":\"n\"} | UNREADABLE",
                "{\"model\":\"m\" | UNREADABLE",
                "not json | UNREADABLE",
            })
    void tells_whether_everybody_would_find_the_same_model(String json, RequestFacts.Naming naming) {
        assertThat(scan(json).rest().ask().naming()).isEqualTo(naming);
    }
}
