package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.provider.ProviderId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9001/v1, http://127.0.0.1:9001/v1",
        "http://localhost:11434, http://localhost:11434",
        "https://models.example/a/b///, https://models.example/a/b",
        "https://models.example/, https://models.example",
        "http://[::1]:65535/v1, http://[::1]:65535/v1",
        "http://my_ollama:11434/v1, http://my_ollama:11434/v1",
        "http://10.0.0.7, http://10.0.0.7"
    })
    void takes_any_address_without_slashes_at_its_end(String written, String taken) {
        assertThat(BaseUrls.checked(written)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models.example",
                "//models.example",
                "ftp://models.example",
                "http://",
                "http:///v1",
                "https:models.example",
                "http://models.example?key=1",
                "http://models.example#top",
                "http://me:secret@models.example",
                "http://models.example:65536",
                "http://two words",
                "http://models.example/a b"
            })
    void refuses_slips(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrls.checked(written))
                .withMessageContaining("'" + written + "' is not a base URL");
    }

    @Test
    void knows_the_form_of_a_slug() {
        assertThat(BaseUrls.provider("google-ai-studio")).isEqualTo(new ProviderId("google-ai-studio"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Open AI", "a/b", "ö"})
    void shows_how_to_write_a_slug(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrls.provider(written))
                .withMessageContaining("'" + written + "' is not a provider slug: write something like openai=http");
    }
}
