package dev.penstock.http.management.route;

import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Judged;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.TextPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what became of a condition and of each of its parts. */
final class JudgedWriter {
    private JudgedWriter() {}

    static Map<String, @Nullable Object> condition(Judged judged) {
        return switch (judged.condition()) {
            case Condition.All all -> composed("$and", judged);
            case Condition.Any any -> composed("$or", judged);
            case Condition.Not not -> composed("$not", judged);
            case Condition.Exists(FieldPath field) -> looked("$exists", field, true, judged);
            case Condition.Equal(FieldPath field, Object value) -> looked("$eq", field, value, judged);
            case Condition.OneOf(FieldPath field, List<@Nullable Object> values) ->
                looked("$in", field, values, judged);
            case Condition.Ordered(FieldPath field, Condition.Order order, Object bound) ->
                looked("$" + order.name().toLowerCase(Locale.ROOT), field, bound, judged);
            case Condition.Matches(FieldPath field, TextPattern pattern) ->
                looked("$regex", field, pattern.text(), judged);
        };
    }

    private static Map<String, @Nullable Object> composed(String operator, Judged judged) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("operator", operator);
        shown.put("held", judged.holds());
        shown.put("parts", judged.parts().stream().map(JudgedWriter::condition).toList());
        return shown;
    }

    private static Map<String, @Nullable Object> looked(
            String operator, FieldPath field, @Nullable Object operand, Judged judged) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("operator", operator);
        shown.put("field", field.text());
        shown.put("operand", operand);
        shown.put("value", PassageWriter.value(Passage.brief(judged.found())));
        shown.put("held", judged.holds());
        return shown;
    }
}
