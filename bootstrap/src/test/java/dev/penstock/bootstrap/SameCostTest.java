package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Usage and cost in the log: the same whether an answer is streamed or not, in every dialect and whichever way it came. */
class SameCostTest {
    private static final String COMPAT = "compat/chat/completions";
    private static final String CLAUDE = "claude-haiku-4-5";
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final String GEMINI = "gemini-2.5-flash";
    private static final String BEDROCK_KEY =
            "{\"accessKeyId\":\"AKIDEXAMPLE\",\"secretAccessKey\":\"s\",\"region\":\"us-east-1\"}";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    @SuppressWarnings("NullAway.Init") // the same
    private static Traffic traffic;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ServerSettings settings = withPrices(RunningServer.settings(folder.resolve("data"), PROVIDER), folder)
                .withApiKey(new ProviderId("aws-bedrock"), new Secret(BEDROCK_KEY));
        for (String slug : new String[] {"aws-bedrock", "google-ai-studio", "deepseek", "groq", "mistral"}) {
            settings = settings.withBaseUrl(new ProviderId(slug), PROVIDER.url());
        }
        server = RunningServer.with(settings);
        traffic = Traffic.through(server, "");
    }

    /** Bedrock's answers do not say which model they are of, so that it is priced by the name that was asked for. */
    private static ServerSettings withPrices(ServerSettings base, Path folder) throws IOException {
        String row = "{\"provider\":\"%s\",\"model\":\"%s\",\"input\":0.001,\"output\":0.01,\"cache_read\":0.0001}";
        List<String> rows = new ArrayList<>(List.of(
                row.formatted("openai", "gpt-4o-mini"),
                row.formatted("anthropic", CLAUDE),
                row.formatted("google-ai-studio", GEMINI),
                row.formatted("deepseek", "deepseek-chat")));
        for (String fault : new String[] {"", "+fake-cached-300", "+fake-cached-300-reasoning-50"}) {
            rows.add(row.formatted("aws-bedrock", NOVA + fault));
        }
        Path prices = folder.resolve("prices.json");
        Files.writeString(prices, "{\"models\":[" + String.join(",", rows) + "]}");
        return new ServerSettings(
                base.listener(), base.data(), base.account(), base.token(), prices, null, base.providers(), false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A way to a provider: where a model is asked, and how, whole and as a stream. */
    enum Way {
        OPENAI("gpt-4o-mini") {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post(CHAT, stream ? streamed(model) : chat(model));
            }
        },
        OPENAI_UNIFIED("gpt-4o-mini") {
            @Override
            Answer ask(String model, boolean stream) {
                return unified("openai/" + model, stream);
            }
        },
        OPENAI_RESPONSES("gpt-4o-mini") {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post("openai/responses", input(model, stream));
            }
        },
        OPENAI_RESPONSES_UNIFIED("gpt-4o-mini") {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post("compat/responses", input("openai/" + model, stream));
            }
        },
        ANTHROPIC(CLAUDE) {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post("anthropic/v1/messages", chat(model, ",\"max_tokens\":64,\"stream\":" + stream));
            }
        },
        ANTHROPIC_UNIFIED(CLAUDE) {
            @Override
            Answer ask(String model, boolean stream) {
                return unified("anthropic/" + model, stream);
            }
        },
        ANTHROPIC_BY_RESPONSES(CLAUDE) {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post("compat/responses", input("anthropic/" + model, stream));
            }
        },
        BEDROCK(NOVA) {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.trusted(
                        "aws-bedrock/bedrock-runtime/us-east-1/model/"
                                + model.replace("+", "%2B").replace(":", "%3A")
                                + (stream ? "/converse-stream" : "/converse"),
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"how high is the water\"}]}]}");
            }
        },
        BEDROCK_UNIFIED(NOVA) {
            @Override
            Answer ask(String model, boolean stream) {
                String asked = "aws-bedrock/" + model;
                return traffic.trusted(COMPAT, stream ? streamed(asked) : chat(asked));
            }
        },
        GEMINI_EVENTS(GEMINI) {
            @Override
            Answer ask(String model, boolean stream) {
                return gemini(model, stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
            }
        },
        GEMINI_ARRAY(GEMINI) {
            @Override
            Answer ask(String model, boolean stream) {
                return gemini(model, stream ? ":streamGenerateContent" : ":generateContent");
            }
        },
        GEMINI_UNIFIED(GEMINI) {
            @Override
            Answer ask(String model, boolean stream) {
                return unified("google-ai-studio/" + model, stream);
            }
        },
        DEEPSEEK_UNIFIED("deepseek-chat") {
            @Override
            Answer ask(String model, boolean stream) {
                return unified("deepseek/" + model, stream);
            }
        },
        DEEPSEEK_BY_RESPONSES("deepseek-chat") {
            @Override
            Answer ask(String model, boolean stream) {
                return traffic.post("compat/responses", input("deepseek/" + model, stream));
            }
        };

        final String model;

        Way(String model) {
            this.model = model;
        }

        abstract Answer ask(String asked, boolean stream);

        static Answer unified(String model, boolean stream) {
            return traffic.post(COMPAT, stream ? streamed(model) : chat(model));
        }

        private static String input(String model, boolean stream) {
            return """
                    {"model":"%s","input":"how high is the water","stream":%s}""".formatted(model, stream);
        }

        private static Answer gemini(String model, String verb) {
            return traffic.post(
                    "google-ai-studio/v1beta/models/" + model.replace("+", "%2B") + verb,
                    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"how high is the water\"}]}]}");
        }

        JsonNode log(String asked, boolean stream) {
            Answer answer = ask(asked, stream);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonNode log = traffic.log(answer);
            assertThat(log.path("outcome").asText()).isEqualTo("complete");
            return log;
        }
    }

    private static void assertSame(JsonNode stream, JsonNode whole) {
        for (String field : new String[] {"tokens_in", "tokens_out", "cost", "usage_metadata", "model", "provider"}) {
            assertThat(stream.path(field)).as(field).isEqualTo(whole.path(field));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void is_the_same_for_a_stream_and_a_whole_answer(Way way) {
        JsonNode whole = way.log(way.model, false);

        JsonNode stream = way.log(way.model, true);

        assertSame(stream, whole);
        assertThat(whole.path("cost").decimalValue()).isPositive();
        assertThat(whole.path("tokens_in").asLong()).isPositive();
        assertThat(whole.path("tokens_out").asLong()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void counts_cached_tokens_the_same(Way way) {
        JsonNode plain = way.log(way.model, false);
        JsonNode whole = way.log(way.model + "+fake-cached-300", false);

        JsonNode stream = way.log(way.model + "+fake-cached-300", true);

        assertSame(stream, whole);
        assertThat(whole.at("/usage_metadata/input_cached_tokens").asLong()).isEqualTo(300);
        assertThat(whole.path("cost").decimalValue().subtract(plain.path("cost").decimalValue()))
                .isEqualByComparingTo("0.03");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void counts_reasoning_the_same(Way way) {
        String model = way.model + "+fake-cached-300-reasoning-50";
        JsonNode plain = way.log(way.model, false);
        JsonNode whole = way.log(model, false);

        JsonNode stream = way.log(model, true);

        assertSame(stream, whole);
        assertThat(whole.path("tokens_out").asLong())
                .isEqualTo(plain.path("tokens_out").asLong() + 50);
        assertThat(whole.path("cost").decimalValue().subtract(plain.path("cost").decimalValue()))
                .isEqualByComparingTo("0.53");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, OPENAI_UNIFIED, gpt-4o-mini",
        "OPENAI_RESPONSES, OPENAI_RESPONSES_UNIFIED, gpt-4o-mini",
        "ANTHROPIC, ANTHROPIC_UNIFIED, claude-haiku-4-5",
        "ANTHROPIC, ANTHROPIC_BY_RESPONSES, claude-haiku-4-5",
        "BEDROCK, BEDROCK_UNIFIED, amazon.nova-micro-v1:0",
        "GEMINI_EVENTS, GEMINI_UNIFIED, gemini-2.5-flash",
        "GEMINI_EVENTS, GEMINI_ARRAY, gemini-2.5-flash",
        "DEEPSEEK_UNIFIED, DEEPSEEK_BY_RESPONSES, deepseek-chat"
    })
    void is_the_same_whichever_way_it_came(Way one, Way other, String model) {
        String asked = model + "+fake-cached-300-reasoning-50";

        JsonNode first = one.log(asked, true);

        JsonNode second = other.log(asked, true);
        assertSame(second, first);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void is_absent_for_a_model_of_unknown_price(Way way) {
        for (boolean stream : new boolean[] {false, true}) {
            JsonNode log = way.log("nobody-knows-this", stream);

            assertThat(log.has("cost")).isFalse();
            assertThat(log.path("tokens_in").asLong()).isPositive();
            assertThat(log.path("custom_cost").asBoolean(true)).isFalse();
        }
    }

    @Test
    void is_unknown_for_a_chat_stream_whose_caller_did_not_ask_for_usage() {
        String more = ",\"stream\":true";
        Answer own = traffic.post(CHAT, chat("gpt-4o-mini", more));
        Answer unified = traffic.post(COMPAT, chat("openai/gpt-4o-mini", more));

        for (Answer answer : new Answer[] {own, unified}) {
            assertThat(answer.text()).doesNotContain("\"prompt_tokens\":").endsWith("data: [DONE]\n\n");
            JsonNode log = traffic.log(answer);
            assertThat(log.path("tokens_in").isNull()).isTrue();
            assertThat(log.path("tokens_out").isNull()).isTrue();
            assertThat(log.has("cost")).isFalse();
        }
    }
}
