package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeLogsTest extends LogsOverHttp {
    private void keepFour() {
        keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.full(2, "b")));
        keep(SampleLogs.row(SampleLogs.full(3, "a")), SampleLogs.row(SampleLogs.bare(4)));
    }

    @Nested
    class Removing {
        @Test
        void all_of_them_with_their_bodies() {
            keep(SampleLogs.row(SampleLogs.full(1, "a"), SampleLogs.part("{}"), null));

            Server.Answer answer = server.delete(LOGS);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("success").asBoolean()).isTrue();
            assertThat(answer.body().has("result")).isFalse();
            assertThat(server.get(LOGS).result()).isEmpty();
            assertThat(server.get(log(1) + "/request").status()).isEqualTo(404);
        }

        @ParameterizedTest
        @CsvSource({
            "limit=1, '4,3,2'",
            "limit=2&order_by_direction=desc, '2,1'",
            "limit=1&order_by=cost&order_by_direction=desc, '4,2,1'",
            "limit=2&order_by=duration, '3,2'",
            "limit=1&order_by=tokens_in, '3,2,1'",
            "limit=1&order_by=tokens_out&order_by_direction=desc, '4,2,1'",
            "limit=1&order_by=feedback, '4,3,2'",
            "limit=1&order_by=model&order_by_direction=desc, '4,3,1'",
            "filters.key=model&filters.operator=eq&filters.value=a, '4,2'",
            "filters.key=model&filters.operator=eq&filters.value=nothing, '4,3,2,1'",
            "filters=%5B%7B%22key%22%3A%22success%22%2C%22operator%22%3A%22eq%22%2C%22value%22%3A%5Bfalse%5D%7D%5D, '3,2,1'",
        })
        void the_first_ones_of_those_that_match(String query, String left) {
            keepFour();

            assertThat(server.delete(LOGS + "?" + query).status()).isEqualTo(200);

            assertThat(numbers(server.get(LOGS)))
                    .containsExactlyElementsOf(
                            Arrays.stream(left.split(",")).map(Integer::valueOf).toList());
        }

        @Test
        void nothing_where_nothing_is() {
            assertThat(server.delete("/gateways/nobody/logs").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0               | ["query","limit"] Number must be greater than or equal to 1
            limit=10001           | ["query","limit"] Number must be less than or equal to 10000
            limit=1.5             | ["query","limit"] Expected integer, received float
            order_by=id           | ["query","order_by"] Invalid enum value. Expected 'created_at'
            order_by_direction=up | ["query","order_by_direction"] Invalid enum value. Expected 'asc' | 'desc', received 'up'
            filters=7             | ["query","filters"] Expected array, received number
            """, maxCharsPerColumn = 500, ignoreLeadingAndTrailingWhitespace = true)
    void refuses_wrong_parameters_and_removes_nothing(String query, String message) {
        keepFour();

        Server.Answer answer = server.delete(LOGS + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(messages(answer)).singleElement().asString().startsWith(message.trim());
        assertThat(answer.result().isObject()).isTrue();
        assertThat(numbers(server.get(LOGS))).hasSize(4);
    }
}
