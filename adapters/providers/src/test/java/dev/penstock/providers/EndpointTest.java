package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, api.openai.com, 443, true, /v1",
        "http://127.0.0.1:9001, 127.0.0.1, 9001, false, ''",
        "HTTP://localhost, localhost, 80, false, ''",
        "https://h.example:8443/a/b, h.example, 8443, true, /a/b",
        "https://h.example/a%2Fb, h.example, 443, true, /a%2Fb",
        "http://[::1]:9001/v1, ::1, 9001, false, /v1",
        "http://my_ollama:11434/v1, my_ollama, 11434, false, /v1",
        "https://my_ollama, my_ollama, 443, true, ''",
    })
    void is_taken_from_a_base_url(String base, String host, int port, boolean tls, String pathPrefix) {
        assertThat(Endpoint.of(base)).isEqualTo(new Endpoint(host, port, tls, pathPrefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://h.example", "h.example/v1", "//h.example", "", "https://", "mailto:a@b", "http:///p"})
    void needs_a_scheme_and_a_host(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(base));
    }
}
