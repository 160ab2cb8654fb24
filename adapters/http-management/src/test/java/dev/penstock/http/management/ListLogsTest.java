package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLogsTest extends LogsOverHttp {
    @Nested
    class Listing {
        @Test
        void shows_all_that_is_known_of_an_entry() {
            keep(SampleLogs.row(SampleLogs.full(3, "gpt")));

            JsonNode log = server.get(LOGS).result().path(0);

            assertThat(log.toPrettyString()).isEqualTo(SampleGateways.tree("""
                    {
                      "id": "00000000-0000-7000-8000-000000000003",
                      "created_at": "2026-11-21T12:00:03.500Z",
                      "provider": "openai",
                      "model": "gpt",
                      "model_type": "text-generation",
                      "path": "v1/chat/completions",
                      "request_type": "compat",
                      "request_content_type": "application/json",
                      "response_content_type": "text/event-stream",
                      "status_code": 200,
                      "success": true,
                      "cached": false,
                      "duration": 300,
                      "step": 0,
                      "tokens_in": 30,
                      "tokens_out": 3,
                      "cost": 0.0000125,
                      "custom_cost": false,
                      "metadata": "{\\"team\\":\\"blue\\",\\"attempt\\":1.50,\\"vip\\":true}",
                      "event_id": "event-3",
                      "authentication": true,
                      "user_agent": "curl/8",
                      "usage_metadata": {
                        "input_tokens": 30,
                        "output_tokens": 3,
                        "total_tokens": 33,
                        "input_cached_tokens": 4,
                        "input_cache_write_tokens": 0
                      },
                      "outcome": "complete"
                    }""").toPrettyString());
        }

        @Test
        void says_null_or_nothing_about_what_is_not_known() {
            keep(SampleLogs.row(SampleLogs.bare(1)));

            JsonNode log = server.get(LOGS).result().path(0);

            assertThat(log.path("model").asText("no text")).isEmpty();
            assertThat(log.path("tokens_in").isNull()).isTrue();
            assertThat(log.path("tokens_out").isNull()).isTrue();
            assertThat(List.of(
                            "cost", "metadata", "model_type", "user_agent", "usage_metadata", "request_content_type"))
                    .allSatisfy(name -> assertThat(log.has(name)).as(name).isFalse());
            assertThat(log.path("success").asBoolean()).isFalse();
            assertThat(log.path("outcome").asText()).isEqualTo("refused");
        }

        @Test
        void answers_newest_first_in_pages() {
            for (int number = 1; number <= 5; number++) {
                keep(SampleLogs.row(SampleLogs.full(number, "m")));
            }

            Server.Answer answer = server.get(LOGS + "?page=2&per_page=2&meta_info=false");

            assertThat(numbers(answer)).containsExactly(3, 2);
            assertThat(answer.body().path("result_info").toString())
                    .isEqualTo("{\"count\":2,\"page\":2,\"per_page\":2,\"total_count\":5}");
        }

        @Test
        void tells_ranges_of_all_that_match_when_asked() {
            for (int number = 1; number <= 5; number++) {
                keep(SampleLogs.row(SampleLogs.full(number, number == 5 ? "other" : "m")));
            }

            Server.Answer answer = server.get(LOGS + "?per_page=1&meta_info=true&model=m");

            assertThat(answer.body().path("result_info").toString())
                    .isEqualTo("{\"count\":1,\"page\":1,\"per_page\":1,\"total_count\":4,"
                            + "\"min_cost\":1.25E-5,\"max_cost\":1.25E-5,\"min_duration\":100,\"max_duration\":400,"
                            + "\"min_tokens_in\":10,\"max_tokens_in\":40,\"min_tokens_out\":1,\"max_tokens_out\":4,"
                            + "\"min_total_tokens\":11,\"max_total_tokens\":44}");
        }

        @Test
        void leaves_ranges_out_when_nothing_is_known() {
            keep(SampleLogs.row(SampleLogs.bare(1)));

            assertThat(server.get(LOGS + "?meta_info=true")
                            .body()
                            .path("result_info")
                            .toString())
                    .isEqualTo("{\"count\":1,\"page\":1,\"per_page\":20,\"total_count\":1,"
                            + "\"min_duration\":0,\"max_duration\":0}");
            assertThat(server.get("/gateways/nobody/logs?meta_info=true")
                            .body()
                            .path("result_info")
                            .has("min_duration"))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "order_by_direction=asc, '1,2,3'",
            "direction=asc, '1,2,3'",
            "direction=asc&order_by_direction=desc, '3,2,1'",
            "order_by=model&order_by_direction=asc, '3,1,2'",
            "order_by=cached, '3,2,1'",
        })
        void orders_as_asked(String query, String order) {
            keep(SampleLogs.row(SampleLogs.full(1, "b")), SampleLogs.row(SampleLogs.full(2, "c")));
            keep(SampleLogs.row(SampleLogs.bare(3)));

            Server.Answer answer = server.get(LOGS + "?" + query);

            assertThat(numbers(answer))
                    .containsExactlyElementsOf(Arrays.stream(order.split(","))
                            .map(Integer::valueOf)
                            .toList());
        }

        @Test
        void searches_metadata() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")), SampleLogs.row(SampleLogs.bare(2)));

            assertThat(numbers(server.get(LOGS + "?search=blu"))).containsExactly(1);
        }

        @Test
        void is_empty_past_the_end_and_for_a_gateway_that_is_not_there() {
            Server.Answer answer = server.get("/gateways/nobody/logs?page=9");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().isArray()).isTrue();
            assertThat(answer.result()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                per_page=51            | ["query","per_page"] Number must be less than or equal to 50
                order_by=cost          | ["query","order_by"] Invalid enum value. Expected 'created_at' | 'provider' | 'model'
                order_by_direction=up  | ["query","order_by_direction"] Invalid enum value. Expected 'asc' | 'desc', received 'up'
                start_date=today       | ["query","start_date"] Invalid datetime
                end_date=2026-12-31T23:59:60Z | ["query","end_date"] Invalid datetime
                min_cost=cheap         | ["query","min_cost"] Expected number, received string
                success=maybe          | ["query","success"] Expected boolean, received string
                feedback=2             | ["query","feedback"] Invalid enum value. Expected 0 | 1, received 2
                """, maxCharsPerColumn = 500)
        void refuses_wrong_parameters_with_an_empty_object_as_result(String query, String message) {
            Server.Answer answer = server.get(LOGS + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).singleElement().asString().startsWith(message.trim());
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void refuses_a_gateway_name_and_a_parameter_at_once() {
            Server.Answer answer = server.get("/gateways/No/logs?page=0&filters=%5B%7B%7D%5D");

            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"params\",\"gateway_id\"] Invalid",
                            "[\"query\",\"page\"] Number must be greater than or equal to 1",
                            "[\"query\",\"filters\",\"0\",\"key\"] Required",
                            "[\"query\",\"filters\",\"0\",\"operator\"] Required",
                            "[\"query\",\"filters\",\"0\",\"value\"] Required");
        }
    }
}
