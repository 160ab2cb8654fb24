package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterLogsTest extends LogsOverHttp {
    @Nested
    class Filtering {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "filters.key=model&filters.operator=eq&filters.value=a&filters.value=b"
                            + "&filters.key=tokens_in&filters.operator=gt&filters.value=10",
                    "filters.value=a&filters.value=b&filters.operator=eq&filters.key=model"
                            + "&filters.value=10&filters.operator=gt&filters.key=tokens_in",
                    "filters%2Ekey=model&filters.operator=eq&filters.value=a&filters.value=b"
                            + "&page=1&filters.key=tokens_in&filters.operator=gt&filters.value=10",
                })
        void takes_dotted_names_in_their_order(String query) {
            keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.full(2, "b")));
            keep(SampleLogs.row(SampleLogs.full(3, "c")));

            assertThat(numbers(server.get(LOGS + "?" + query))).containsExactly(2);
        }

        @Test
        void takes_one_json_array() {
            keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.full(2, "b")));
            String filters = """
                    [{"key":"model","operator":"eq","value":["a","b"]},{"key":"tokens_in","operator":"gt","value":[10]}]""";

            assertThat(numbers(server.get(LOGS + "?filters=" + encoded(filters))))
                    .containsExactly(2);
        }

        @Test
        void takes_one_json_object_each_time() {
            keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.full(2, "b")));
            String model = encoded("{\"key\":\"model\",\"operator\":\"eq\",\"value\":[\"a\"]}");
            String success = encoded("{\"key\":\"success\",\"operator\":\"eq\",\"value\":[true]}");

            assertThat(numbers(server.get(LOGS + "?filters=" + model + "&filters=" + success)))
                    .containsExactly(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "filters.key=model&filters.operator=eq&filters.value=",
                    "filters=%5B%7B%22key%22%3A%22model%22%2C%22operator%22%3A%22eq%22%2C%22value%22%3A%5Bnull%5D%7D%5D"
                })
        void finds_entries_that_say_nothing(String query) {
            keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.bare(2)));

            assertThat(numbers(server.get(LOGS + "?" + query))).containsExactly(2);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '~', textBlock = """
                [{"key":"model","operator":"eq","value":"a"}]       ~ ["query","filters","0","value"] Expected array, received string
                [{"key":"colour","operator":"eq","value":["a"]}]    ~ ["query","filters","0","key"] Invalid enum value. Expected 'id' | 'created_at'
                [{"key":"model","operator":"like","value":["a"]}]   ~ ["query","filters","0","operator"] Invalid enum value. Expected 'eq' | 'neq'
                [{"key":"model","operator":"eq","value":[{}]}]      ~ ["query","filters","0","value","0"] Invalid input
                [{"key":"model","operator":"eq"}]                   ~ ["query","filters","0","value"] Required
                [{"key":"cost","operator":"gt","value":[1,"cheap"]}] ~ ["query","filters","0","value","1"] Expected number
                ["model"]                                           ~ ["query","filters","0"] Expected object, received string
                text                                                ~ ["query","filters"] Expected array, received string
                7                                                   ~ ["query","filters"] Expected array, received number
                [                                                   ~ ["query","filters"] Expected array, received string
                [{"key":"cost","operator":"gt","value":[1e99999999]}] ~ ["query","filters","0","value","0"] Number must be finite
                """, maxCharsPerColumn = 500)
        void refuses_wrong_filters(String filters, String message) {
            Server.Answer answer = server.get(LOGS + "?filters=" + encoded(filters));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).singleElement().asString().startsWith(message.trim());
        }

        @ParameterizedTest
        @CsvSource({
            "start_date=2026-11-21T12:00:02.500Z, '4,3,2'",
            "end_date=2026-11-21T13:00:02.500%2B01:00, '2,1'",
            "min_duration=200&max_duration=300, '3,2'",
            "min_tokens_in=20&max_tokens_in=20, '2'",
            "min_tokens_out=3, '3'",
            "max_total_tokens=22, '2,1'",
            "min_cost=0.0000125, '3,2,1'",
            "max_cost=0.0000124, ''",
            "success=false, '4'",
            "success=1, '3,2,1'",
            "cached=true, '4'",
            "model=b, '2'",
            "model_type=text-generation, '3,2,1'",
            "provider=anthropic, '4'",
            "request_content_type=application/json, '3,2,1'",
            "response_content_type=text/plain, ''",
            "feedback=1, ''",
        })
        void takes_the_older_parameters_too(String query, String expected) {
            keep(SampleLogs.row(SampleLogs.full(1, "a")), SampleLogs.row(SampleLogs.full(2, "b")));
            keep(SampleLogs.row(SampleLogs.full(3, "c")), SampleLogs.row(SampleLogs.bare(4)));

            Server.Answer answer = server.get(LOGS + "?" + query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(numbers(answer))
                    .containsExactlyElementsOf(Arrays.stream(expected.split(","))
                            .filter(number -> !number.isEmpty())
                            .map(Integer::valueOf)
                            .toList());
        }
    }
}
