package dev.penstock.domain.route;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conditions may know of a request. */
public record Facts(Metadata metadata, Headers headers, Body body) {
    /** About a body that is all here, of maps, lists, texts, {@code BigDecimal}s, booleans and nulls; null when it is no JSON. */
    public static Facts of(Metadata metadata, Headers headers, @Nullable Object tree) {
        return new Facts(metadata, headers, steps -> inTree(tree, steps));
    }

    /** A request's body, in which members and positions lead to values. */
    @FunctionalInterface
    public interface Body {
        Found at(List<String> steps);
    }

    /** What stands at a place: a value, which may be null as JSON knows it, or nothing. */
    public record Found(boolean there, @Nullable Object value) {
        public static final Found NOTHING = new Found(false, null);

        public static Found of(@Nullable Object value) {
            return new Found(true, value);
        }
    }

    public Found at(FieldPath path) {
        return switch (path) {
            case FieldPath.InMetadata(String key) -> metadata(key);
            case FieldPath.InBody(List<String> steps) -> body.at(steps);
            case FieldPath.InHeaders(String name) -> header(name);
            case FieldPath.Anywhere(FieldPath.InMetadata first, FieldPath.InBody second) -> {
                Found found = at(first);
                yield found.there() ? found : at(second);
            }
        };
    }

    private Found metadata(String key) {
        Metadata.Value value = metadata.values().get(key);
        return switch (value) {
            case null -> Found.NOTHING;
            case Metadata.Value.Text text -> Found.of(text.text());
            case Metadata.Value.Numeric numeric -> Found.of(numeric.number());
            case Metadata.Value.Flag flag -> Found.of(flag.flag());
        };
    }

    private Found header(String name) {
        String value = headers.get(name);
        return value == null ? Found.NOTHING : Found.of(value);
    }

    private static Found inTree(@Nullable Object tree, List<String> steps) {
        Found found = Found.of(tree);
        for (String step : steps) {
            found = switch (found.value()) {
                case Map<?, ?> map when map.containsKey(step) -> Found.of(map.get(step));
                case List<?> list when position(step) < list.size() -> Found.of(list.get(position(step)));
                case null, default -> Found.NOTHING;
            };
            if (!found.there()) {
                return found;
            }
        }
        return found;
    }

    /** Beyond every list when the step is no position. */
    private static int position(String step) {
        try {
            int position = Integer.parseInt(step);
            return position >= 0 && Integer.toString(position).equals(step) ? position : Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
