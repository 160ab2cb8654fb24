package dev.penstock.http.inference;

import static dev.penstock.domain.inference.Door.UNIVERSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.route.Facts;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceReaderTest {
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static List<String> steps(String path) {
        return List.of(path.split("\\."));
    }

    /** What is found, by the path. */
    private static Map<String, @Nullable Object> find(String json, String... paths) {
        Set<List<String>> places = Stream.of(paths).map(PlaceReaderTest::steps).collect(Collectors.toSet());
        ByteBuffer body = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        Map<String, @Nullable Object> found = new HashMap<>();
        RequestScanner.scan(body)
                .rest()
                .find(places)
                .forEach((place, value) -> found.put(String.join(".", place), value));
        return found;
    }

    private static Map<String, @Nullable Object> only(String path, @Nullable Object value) {
        return Collections.singletonMap(path, value);
    }

    @Nested
    class Finding {
        @Test
        void finds_every_kind_of_value_and_nothing_else() {
            String json = """
                    {"text": "gr\\u00fc\\u00df\\n", "whole": 12, "broken": -1.50, "yes": true, "no": false, "nothing": null,
                     "list": [1, [2], {"a": 3}], "object": {"a": {"b": []}}, "other": {"text": "no"}}""";

            assertThat(find(json, "text", "whole", "broken", "yes", "no", "nothing", "list", "object", "absent"))
                    .isEqualTo(expected());
        }

        private static Map<String, @Nullable Object> expected() {
            Map<String, @Nullable Object> expected = new HashMap<>();
            expected.put("text", "gr\u00fc\u00df\n");
            expected.put("whole", new BigDecimal("12"));
            expected.put("broken", new BigDecimal("-1.50"));
            expected.put("yes", true);
            expected.put("no", false);
            expected.put("nothing", null);
            expected.put(
                    "list",
                    List.of(new BigDecimal("1"), List.of(new BigDecimal("2")), Map.of("a", new BigDecimal("3"))));
            expected.put("object", Map.of("a", Map.of("b", List.of())));
            return expected;
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "messages.0.role | user",
                    "messages.1.role | assistant",
                    "messages.1.content.0.text | hi",
                    "map.0 | by name",
                    "map.01 | by another name",
                })
        void follows_names_and_positions(String path, String value) {
            String json = """
                    {"messages": [{"role": "user"}, {"role": "assistant", "content": [{"text": "hi"}]}],
                     "map": {"0": "by name", "01": "by another name"}}""";

            assertThat(find(json, path)).isEqualTo(only(path, value));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"list.2", "list.-1", "list.01", "list.+1", "list.x", "list.0.a", "text.0", "a", "nul.x"})
        void finds_nothing_where_nothing_stands(String path) {
            assertThat(find("{\"list\":[1,2],\"text\":\"abc\",\"nul\":null}", path))
                    .isEmpty();
        }

        @Test
        void finds_a_value_and_what_stands_in_it() {
            Map<String, @Nullable Object> found = find("{\"a\":{\"b\":[{\"c\":1}]}}", "a", "a.b", "a.b.0.c", "a.x");

            assertThat(found)
                    .isEqualTo(Map.of(
                            "a", Map.of("b", List.of(Map.of("c", BigDecimal.ONE))),
                            "a.b", List.of(Map.of("c", BigDecimal.ONE)),
                            "a.b.0.c", BigDecimal.ONE));
        }

        @Test
        void lets_the_last_of_several_members_of_one_name_count() {
            assertThat(find("{\"a\":1,\"a\":2}", "a")).isEqualTo(only("a", new BigDecimal("2")));
            assertThat(find("{\"a\":{\"b\":1},\"a\":{\"c\":1}}", "a.b")).isEmpty();
            assertThat(find("{\"a\":{\"b\":1},\"a\":7}", "a.b")).isEmpty();
            assertThat(find("{\"a\":{\"b\":[1]},\"a\":{\"b\":[2]}}", "a.b.0", "a.b"))
                    .isEqualTo(Map.of("a.b.0", new BigDecimal("2"), "a.b", List.of(new BigDecimal("2"))));
        }

        @Test
        void counts_from_the_start_of_a_body_inside_a_larger_array() {
            byte[] roomy = "[1]{\"a\":true}{\"a\":false}".getBytes(StandardCharsets.UTF_8);

            assertThat(PlaceReader.find(roomy, 3, 10, Set.of(List.of("a")))).isEqualTo(Map.of(List.of("a"), true));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "not json", "7", "[1]", "{\"x\":nope,\"a\":1}", "{\"a\":1e", "{\"a\":[1,2", "{\"a\":"})
        void finds_nothing_in_what_cannot_be_read(String json) {
            assertThat(find(json, "a", "0")).isEmpty();
        }

        @Test
        void keeps_what_stands_before_a_fault() {
            assertThat(find("{\"a\":{\"b\":1,\"c\":[1,", "a", "a.b", "a.c", "a.c.0"))
                    .isEqualTo(Map.of("a.b", BigDecimal.ONE, "a.c.0", BigDecimal.ONE));
        }
    }

    /** Bodies that come inside another one. */
    @Nested
    class InRunsAndSteps {
        private static final InferenceRequest HEAD = new InferenceRequest(
                new Arrival(new RequestIds(new Random(1)).next(Instant.EPOCH), Instant.EPOCH, UNIVERSAL),
                SampleGateways.address("g"),
                new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null),
                "POST",
                Headers.NONE,
                InferenceRequest.Content.NONE,
                RequestOptions.NONE);

        private static InferenceRequest.Content content(String json) {
            return new InferenceRequest.Content(
                    new Body.Whole(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8))), RequestFacts.NONE);
        }

        private static Map<List<String>, @Nullable Object> plan(InferenceRequest.Content content) {
            return content.facts().rest().find(Set.of(List.of("user", "plan")));
        }

        @Test
        void finds_what_stands_in_the_input_of_a_run() {
            InferenceRequest run = RunBody.read(
                            HEAD,
                            content(
                                    "{\"input\":{\"prompt\":\"hi\",\"user\":{\"plan\":\"paid\"}},\"model\":\"openai/gpt-5\"}"))
                    .request();

            assertThat(plan(run.content())).containsExactly(Map.entry(List.of("user", "plan"), "paid"));
        }

        @Test
        void finds_what_stands_in_the_query_of_each_step() {
            String step =
                    "{\"provider\":\"openai\",\"endpoint\":\"chat/completions\",\"query\":{\"user\":{\"plan\":%d}}}";

            InferenceRequest request =
                    UniversalBody.read(HEAD, content("[" + step.formatted(1) + "," + step.formatted(2) + "]"));

            assertThat(((RequestTarget.Universal) request.target()).steps())
                    .extracting(sent -> plan(sent.content()).get(List.of("user", "plan")))
                    .containsExactly(new BigDecimal("1"), new BigDecimal("2"));
        }
    }

    @Nested
    class Bounding {
        private static String nested(int levels) {
            return "[".repeat(levels) + "]".repeat(levels);
        }

        private static int depth(@Nullable Object value) {
            return value instanceof List<?> list
                    ? 1 + list.stream().mapToInt(Bounding::depth).max().orElse(0)
                    : 0;
        }

        @Test
        void reads_values_as_deep_as_a_filter_can_be_and_one_level_more() {
            for (int levels = 1; levels <= 17; levels++) {
                assertThat(depth(find("{\"a\":%s}".formatted(nested(levels)), "a")
                                .get("a")))
                        .isEqualTo(levels);
            }
            assertThat(depth(find("{\"a\":%s}".formatted(nested(900)), "a").get("a")))
                    .isEqualTo(17);
        }

        @Test
        void reads_the_first_thousand_values_of_one() {
            String items = Stream.generate(() -> "7").limit(3000).collect(Collectors.joining(","));

            Object list = find("{\"a\":[%s]}".formatted(items), "a").get("a");

            assertThat(list).isEqualTo(Collections.nCopies(1000, new BigDecimal("7")));
        }

        @Test
        void reads_the_beginning_of_a_long_text_and_cuts_no_character_in_two() {
            String text = "x".repeat(65_535) + "\ud83d\ude00";

            assertThat(find("{\"a\":\"%s\"}".formatted(text), "a")).isEqualTo(only("a", "x".repeat(65_535)));
            assertThat(find("{\"a\":\"%s\"}".formatted("x".repeat(65_536)), "a"))
                    .isEqualTo(only("a", "x".repeat(65_536)));
        }

        @Test
        void finds_what_stands_beyond_the_bounds_by_its_own_place() {
            String items = Stream.generate(() -> "7").limit(3000).collect(Collectors.joining(","));
            String json = "{\"a\":{\"long\":[%s],\"b\":{\"c\":[1,2]}}}".formatted(items);

            assertThat(find(json, "a", "a.b", "a.long.2999"))
                    .containsEntry("a.b", Map.of("c", List.of(BigDecimal.ONE, new BigDecimal("2"))))
                    .containsEntry("a.long.2999", new BigDecimal("7"));
        }

        @Test
        void takes_a_number_that_nobody_can_hold_for_a_text() {
            assertThat(find("{\"a\":1e99999999999,\"b\":2}", "a", "b"))
                    .isEqualTo(Map.of("a", "1e99999999999", "b", new BigDecimal("2")));
            assertThat(find("{\"a\":1e999999999}", "a")).isEqualTo(only("a", new BigDecimal("1e999999999")));
        }

        @Test
        void is_not_held_up_by_a_name_that_comes_again_and_again() {
            String[] paths = new String[1000];
            Arrays.setAll(paths, i -> "a.b%d.c".formatted(i));
            String json = "{" + "\"a\":{\"b1\":{\"c\":1}},".repeat(50_000) + "\"z\":1}";

            Map<String, @Nullable Object> found =
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> find(json, paths));

            assertThat(found).isEqualTo(only("a.b1.c", BigDecimal.ONE));
        }
    }

    @Nested
    class BesideATree {
        private static final List<String> NAMES = List.of("a", "b", "0", "1", "01", "\u00fc");

        private final Random random;

        BesideATree() {
            long seed = new Random().nextLong();
            System.out.println("seed of the bodies: " + seed);
            random = new Random(seed);
        }

        private @Nullable Object value(int levels) {
            return switch (random.nextInt(levels == 0 ? 5 : 9)) {
                case 0 -> random.nextInt(5);
                case 1 -> new BigDecimal(random.nextInt(1000)).movePointLeft(random.nextInt(5));
                case 2 -> random.nextBoolean();
                case 3 -> null;
                case 4 -> "text \"%d\" \u00fc\ud83d\ude00".formatted(random.nextInt(3));
                case 5, 6 -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        items.add(value(levels - 1));
                    }
                    yield items;
                }
                default -> object(levels - 1);
            };
        }

        private Map<String, @Nullable Object> object(int levels) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                members.put(NAMES.get(random.nextInt(NAMES.size())), value(levels));
            }
            return members;
        }

        /** Written by hand, with members of one name twice at times. */
        private String json(@Nullable Object value) throws Exception {
            if (value instanceof List<?> list) {
                List<String> items = new ArrayList<>();
                for (Object item : list) {
                    items.add(json(item));
                }
                return "[" + String.join(" , ", items) + "]";
            }
            if (value instanceof Map<?, ?> map) {
                List<String> members = new ArrayList<>();
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    String name = TREES.writeValueAsString(member.getKey());
                    if (random.nextInt(4) == 0) {
                        members.add(name + ":" + json(value(1)));
                    }
                    members.add(name + " :\n" + json(member.getValue()));
                }
                return "{" + String.join(",", members) + "}";
            }
            return TREES.writeValueAsString(value);
        }

        private String path() {
            return random.ints(1 + random.nextInt(4), 0, NAMES.size())
                    .mapToObj(NAMES::get)
                    .collect(Collectors.joining("."));
        }

        @RepeatedTest(20)
        void finds_the_same() throws Exception {
            for (int i = 0; i < 200; i++) {
                String json = json(object(4));
                Facts facts =
                        Facts.of(new Metadata(Map.of()), Headers.NONE, plain(TREES.readValue(json, Object.class)));
                String[] paths = Stream.generate(this::path).limit(8).toArray(String[]::new);

                Map<String, @Nullable Object> expected = new HashMap<>();
                for (String path : paths) {
                    Facts.Found found = facts.body().at(steps(path));
                    if (found.there()) {
                        expected.put(path, found.value());
                    }
                }

                assertThat(find(json, paths)).as(json).isEqualTo(expected);
            }
        }

        /** With every number as a {@code BigDecimal}. */
        private static @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case Map<?, ?> map -> {
                    Map<String, @Nullable Object> members = new HashMap<>();
                    map.forEach((name, member) -> members.put((String) name, plain(member)));
                    yield members;
                }
                case List<?> list -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    list.forEach(item -> items.add(plain(item)));
                    yield items;
                }
                case BigDecimal number -> number;
                case Number number -> new BigDecimal(number.toString());
                case null, default -> value;
            };
        }
    }
}
