package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private final Violations violations = new Violations();

    private Optional<FieldPath> read(String text) {
        return FieldPath.read(text, Path.root(), violations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.plan",
                "metadata.a.b",
                "metadata..",
                "body.messages.0.role",
                "body.body",
                "headers.x-team",
                "headers.a.b",
                "plan",
                "a.b.c",
                "metadata",
                "body",
                "headers",
                "ü.😀"
            })
    void is_written_as_it_is_read(String text) {
        assertThat(read(text).map(FieldPath::text)).contains(text);
        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"headers.X-Team, headers.x-team", "headers.Accept, headers.accept"})
    void writes_headers_in_lower_case(String text, String written) {
        assertThat(read(text).map(FieldPath::text)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "Cookie", "X-API-KEY", "cf-aig-authorization", "api-key"})
    void leads_to_no_header_with_credentials(String header) {
        assertThat(read("headers." + header)).isEmpty();
        assertThat(violations.all())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message())
                        .isEqualTo("The header '%s' carries credentials and cannot be looked at", header));
        assertThatThrownBy(() -> new FieldPath.InHeaders(header)).isInstanceOf(IllegalArgumentException.class);
    }
}
