package dev.penstock.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {
    private static final Headers LINES = new Headers(List.of(
            new Header("X-Two", "2"),
            new Header("a", ""),
            new Header("x-two", "1"),
            new Header("A", "two words, and a comma")));

    @Test
    void keep_every_line_with_its_spelling_and_its_place_there_and_back() {
        MultiMap map = HttpHeaders.headers();

        HeaderLines.addTo(map, LINES);

        assertThat(HeaderLines.toDomain(map)).isEqualTo(LINES);
    }

    @Test
    void join_those_that_are_there() {
        MultiMap map = HttpHeaders.headers().add("a", "first");

        HeaderLines.addTo(map, LINES);

        assertThat(map.getAll("a")).containsExactly("first", "", "two words, and a comma");
    }

    @Test
    void are_none_where_there_are_none() {
        assertThat(HeaderLines.toDomain(HttpHeaders.headers())).isEqualTo(Headers.NONE);
    }
}
