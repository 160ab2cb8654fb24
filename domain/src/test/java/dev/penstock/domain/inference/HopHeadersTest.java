package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopHeadersTest {
    @Nested
    class TowardsTheProvider {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Host",
                    "Content-Length",
                    "Connection",
                    "Keep-Alive",
                    "Proxy-Authorization",
                    "TE",
                    "Trailer",
                    "Transfer-Encoding",
                    "Upgrade",
                    "Expect",
                    "Sec-WebSocket-Key",
                    "Sec-WebSocket-Version",
                    "Sec-WebSocket-Extensions",
                    "Sec-WebSocket-Protocol",
                    "cf-aig-authorization",
                    "CF-AIG-Metadata",
                    "cf-aig-not-yet-known",
                    "cf-skip-cache",
                    "cf-cache-ttl",
                    "cf-connecting-ip",
                    "CF-Ray",
                    "Cf-Access-Jwt-Assertion",
                    "penstock-anything"
                })
        void drops_what_is_for_the_gateway_or_the_connection(String name) {
            Headers sent = headers("accept", "*/*", name, "x", "user-agent", "me");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(headers("accept", "*/*", "user-agent", "me"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Authorization",
                    "x-api-key",
                    "anthropic-version",
                    "OpenAI-Beta",
                    "Prefer",
                    "Content-Type",
                    "Accept-Encoding",
                    "cf-aigx",
                    "x-cf-aig-authorization"
                })
        void passes_everything_else_on(String name) {
            Headers sent = headers(name, "x");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(sent);
        }

        @Test
        void keeps_repeated_lines_in_their_order() {
            Headers sent = headers("x-a", "1", "cf-aig-step", "9", "x-b", "2", "X-A", "3", "x-a", "1");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(headers("x-a", "1", "x-b", "2", "X-A", "3", "x-a", "1"));
        }

        @Test
        void drops_what_the_connection_header_names() {
            Headers sent = headers("Connection", "X-One ,close,x-two", "x-one", "1", "X-Two", "2", "x-three", "3");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(headers("x-three", "3"));
        }

        @Test
        void drops_what_any_of_several_connection_headers_names() {
            Headers sent = headers("connection", "keep-alive", "Connection", "x-one", "x-one", "1", "x-two", "2");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(headers("x-two", "2"));
        }

        @Test
        void takes_the_access_token_out_of_the_cookies_and_leaves_the_others() {
            Headers sent = headers("Cookie", "a=1; CF_Authorization=jwt; b=2", "cookie", "CF_Authorization=jwt");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(headers("Cookie", "a=1; b=2"));
        }

        @Test
        void leaves_cookies_as_they_are_when_none_is_the_access_token() {
            Headers sent = headers("cookie", "a=1;b=CF_Authorization;  c");

            assertThat(HopHeaders.forProvider(sent)).isEqualTo(sent);
        }
    }

    @Nested
    class TowardsTheCaller {
        @Test
        void drops_connection_headers_and_any_that_speak_for_the_gateway() {
            Headers received = headers(
                    "content-type", "application/json",
                    "Transfer-Encoding", "chunked",
                    "content-length", "12",
                    "connection", "x-hop",
                    "x-hop", "1",
                    "cf-aig-log-id", "forged",
                    "cf-ray", "theirs",
                    "set-cookie", "a=1",
                    "set-cookie", "b=2");

            assertThat(HopHeaders.forCaller(received))
                    .isEqualTo(headers(
                            "content-type",
                            "application/json",
                            "cf-ray",
                            "theirs",
                            "set-cookie",
                            "a=1",
                            "set-cookie",
                            "b=2"));
        }
    }

    private static Headers headers(String... namesAndValues) {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(lines);
    }
}
