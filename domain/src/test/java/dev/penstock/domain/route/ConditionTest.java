package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Facts FACTS = Facts.of(
            new Metadata(Map.of(
                    "plan", new Metadata.Value.Text("paid"),
                    "seats", new Metadata.Value.Numeric(new BigDecimal("12.0")),
                    "trial", new Metadata.Value.Flag(false),
                    "a.b", new Metadata.Value.Text("dotted"))),
            new Headers(List.of(new Header("X-Team", "sales"), new Header("Authorization", "Bearer secret"))),
            body());

    private static Map<String, @Nullable Object> body() {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("model", "gpt-5");
        body.put("plan", "hidden");
        body.put("stream", true);
        body.put("max_tokens", new BigDecimal("100"));
        body.put("user", null);
        body.put("messages", List.of(Map.of("role", "user", "content", "hello\nworld")));
        return body;
    }

    private static boolean holds(@Nullable Object tree) {
        Violations violations = new Violations();
        Condition condition =
                ConditionReader.read(tree, Path.root(), violations).orElse(null);
        assertThat(violations.all()).isEmpty();
        return Objects.requireNonNull(condition)
                .test(
                        FACTS,
                        (pattern, text) ->
                                Pattern.compile(pattern.text()).matcher(text).find());
    }

    private static boolean field(String path, String operator, @Nullable Object operand) {
        return holds(Map.of(path, Collections.singletonMap(operator, operand)));
    }

    private static List<String> errors(@Nullable Object tree) {
        Violations violations = new Violations();
        assertThat(ConditionReader.read(tree, Path.of("conditions"), violations))
                .isEmpty();
        return violations.all().stream()
                .map(it -> it.path() + " " + it.message())
                .toList();
    }

    @Nested
    class Holding {
        @Test
        void always_when_there_is_no_condition() {
            assertThat(holds(null)).isTrue();
            assertThat(holds(Map.of())).isTrue();
        }

        @Test
        void when_a_plain_value_is_the_fields() {
            assertThat(holds(Map.of("metadata.plan", "paid"))).isTrue();
            assertThat(holds(Map.of("metadata.plan", "free"))).isFalse();
            assertThat(holds(Map.of("metadata.seats", 12))).isTrue();
            assertThat(holds(Map.of("metadata.seats", "12"))).isFalse();
            assertThat(holds(Map.of("metadata.trial", false))).isTrue();
            assertThat(holds(Collections.singletonMap("body.user", null))).isTrue();
            assertThat(holds(Collections.singletonMap("body.absent", null))).isFalse();
            assertThat(holds(Map.of("body.messages.0", Map.of("content", "hello\nworld", "role", "user"))))
                    .isTrue();
        }

        @Test
        void when_all_of_several_fields_and_operators_agree() {
            assertThat(holds(Map.of("metadata.plan", "paid", "body.model", "gpt-5")))
                    .isTrue();
            assertThat(holds(Map.of("metadata.plan", "paid", "body.model", "gpt-4")))
                    .isFalse();
            assertThat(holds(Map.of("body.max_tokens", Map.of("$gt", 99, "$lt", 101))))
                    .isTrue();
            assertThat(holds(Map.of("body.max_tokens", Map.of("$gt", 99, "$lt", 100))))
                    .isFalse();
        }

        @Test
        void when_joined_conditions_do() {
            Map<String, Object> yes = Map.of("plan", "paid");
            Map<String, Object> no = Map.of("plan", "free");
            assertThat(holds(Map.of("$and", List.of(yes, yes)))).isTrue();
            assertThat(holds(Map.of("$and", List.of(yes, no)))).isFalse();
            assertThat(holds(Map.of("$or", List.of(no, yes)))).isTrue();
            assertThat(holds(Map.of("$or", List.of(no, no)))).isFalse();
            assertThat(holds(Map.of("$nor", List.of(no, no)))).isTrue();
            assertThat(holds(Map.of("$nor", List.of(no, yes)))).isFalse();
            assertThat(holds(Map.of("$not", no))).isTrue();
        }

        @Test
        void when_the_operator_says_so() {
            assertThat(field("plan", "$eq", "paid")).isTrue();
            assertThat(field("plan", "$ne", "paid")).isFalse();
            assertThat(field("plan", "$in", List.of("vip", "paid"))).isTrue();
            assertThat(field("plan", "$in", List.of())).isFalse();
            assertThat(field("plan", "$nin", List.of("vip", "paid"))).isFalse();
            assertThat(field("plan", "$not", Map.of("$eq", "free"))).isTrue();
            assertThat(field("plan", "$exists", true)).isTrue();
            assertThat(field("plan", "$exists", false)).isFalse();
            assertThat(field("body.user", "$exists", true)).isTrue();
            assertThat(field("body.messages.0.content", "$regex", "^hello")).isTrue();
            assertThat(field("body.max_tokens", "$regex", "1")).isFalse();
        }

        @Test
        void when_an_order_does_among_values_of_one_type() {
            assertThat(field("body.max_tokens", "$gte", new BigDecimal("1.00e2")))
                    .isTrue();
            assertThat(field("body.max_tokens", "$lte", 99)).isFalse();
            assertThat(field("body.max_tokens", "$gt", "1")).isFalse();
            assertThat(field("body.model", "$gt", "gpt-4")).isTrue();
            assertThat(field("body.model", "$lt", "gpt-\ud83d\ude00")).isTrue();
            assertThat(field("body.stream", "$gt", 0)).isFalse();
        }

        @Test
        void of_a_field_that_is_not_there_only_when_denied() {
            assertThat(field("absent", "$ne", 1)).isTrue();
            assertThat(field("absent", "$nin", List.of(1))).isTrue();
            assertThat(field("absent", "$exists", false)).isTrue();
            assertThat(field("absent", "$not", Map.of("$gt", 1))).isTrue();
            for (String operator : List.of("$gt", "$gte", "$lt", "$lte", "$eq")) {
                assertThat(field("absent", operator, 1)).as(operator).isFalse();
            }
            assertThat(field("absent", "$in", Arrays.asList(1, null))).isFalse();
            assertThat(field("absent", "$regex", "")).isFalse();
        }
    }

    @Nested
    class Looking {
        @Test
        void into_metadata_the_body_and_headers() {
            assertThat(holds(Map.of("metadata.a.b", "dotted"))).isTrue();
            assertThat(holds(Map.of("body.messages.0.role", "user"))).isTrue();
            assertThat(holds(Map.of("headers.x-team", "sales"))).isTrue();
            assertThat(holds(Map.of("headers.X-Team", "sales"))).isTrue();
        }

        @Test
        void into_metadata_first_when_the_path_is_bare() {
            assertThat(holds(Map.of("plan", "paid"))).isTrue();
            assertThat(holds(Map.of("model", "gpt-5"))).isTrue();
            assertThat(holds(Map.of("messages.0.role", "user"))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"body.messages.1", "body.messages.-1", "body.messages.x", "body.model.x", "body.user.x"})
        void at_nothing_where_the_body_has_no_such_place(String path) {
            assertThat(field(path, "$exists", true)).isFalse();
        }

        @Test
        void at_nothing_when_the_body_is_no_json() {
            Facts facts = Facts.of(new Metadata(Map.of()), Headers.NONE, null);

            assertThat(facts.at(new FieldPath.InBody(List.of("model"))).there()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"authorization", "Authorization", "cookie", "X-Api-Key", "cf-aig-authorization"})
        void at_no_credentials(String name) {
            assertThat(errors(Map.of("headers." + name, "x")))
                    .containsExactly("conditions.headers." + name + " The header '" + name
                            + "' carries credentials and cannot be looked at");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "metadata.", "body.", "body..x", "headers.", "a..b", "a."})
        void at_no_path_with_gaps(String path) {
            assertThat(errors(Map.of(path, 1))).hasSize(1).first().asString().contains("Invalid path");
        }
    }

    @Nested
    class Refusing {
        @Test
        void everything_that_is_wrong_at_its_place() {
            assertThat(errors(Map.of(
                            "$and",
                            List.of(
                                    Map.of("$where", "1"),
                                    Map.of("a", Map.of("$foo", 1)),
                                    Map.of("a", Map.of("$gt", true)),
                                    Map.of("a", Map.of("$in", "x")),
                                    Map.of("a", Map.of("$exists", 1)),
                                    Map.of("a", Map.of("$regex", "(")),
                                    Map.of("a", Map.of("$regex", 1)),
                                    Map.of("a", Map.of("$not", "x")),
                                    Map.of("$or", List.of()),
                                    Map.of("$nor", Map.of()),
                                    "text"))))
                    .containsExactly(
                            "conditions.$and[0].$where Unknown operator '$where'",
                            "conditions.$and[1].a.$foo Unknown operator '$foo'",
                            "conditions.$and[2].a.$gt Expected number or string, received boolean",
                            "conditions.$and[3].a.$in Expected array, received string",
                            "conditions.$and[4].a.$exists Expected boolean, received number",
                            "conditions.$and[5].a.$regex Invalid regular expression: Unclosed group",
                            "conditions.$and[6].a.$regex Expected string, received number",
                            "conditions.$and[7].a.$not Expected an object of operators, received string",
                            "conditions.$and[8].$or Array must contain at least 1 element(s)",
                            "conditions.$and[9].$nor Expected array, received object",
                            "conditions.$and[10] Expected object, received string");
        }

        @Test
        void operators_among_plain_members() {
            assertThat(errors(Map.of("a", new java.util.TreeMap<>(Map.of("$eq", 1, "b", 2)))))
                    .containsExactly("conditions.a.b Expected an operator, received a field");
        }

        @Test
        void what_is_no_filter_at_all() {
            assertThat(errors(List.of())).containsExactly("conditions Expected object, received array");
            assertThat(errors("x")).containsExactly("conditions Expected object, received string");
        }

        @Test
        void what_is_nested_too_deeply_or_without_end() {
            Map<String, Object> endless = new HashMap<>();
            endless.put("$not", endless);

            assertThat(errors(endless)).containsExactly("conditions A filter must be nested at most 16 deep");
        }

        @Test
        void what_is_too_large() {
            assertThat(errors(Map.of("a", Map.of("$in", Collections.nCopies(1000, 1)))))
                    .containsExactly("conditions A filter must contain at most 1000 value(s)");
            assertThat(errors(Map.of("a", "x".repeat(1025))))
                    .containsExactly("conditions A text in a filter must contain at most 1024 character(s)");
            assertThat(errors(Map.of("a".repeat(257), 1)))
                    .first()
                    .asString()
                    .endsWith("A path must contain at most 256 character(s)");
            assertThat(errors(Map.of("a", new BigDecimal("1e400"))))
                    .containsExactly("conditions Number must be finite");
        }

        @Test
        void what_is_not_json() {
            assertThat(errors(Map.of("a", new ArrayList<>(List.of(new Object())))))
                    .containsExactly("conditions Expected JSON, received Object");
        }
    }
}
