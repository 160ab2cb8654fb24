package dev.penstock.domain.route;

import dev.penstock.domain.inference.WellFormed;
import dev.penstock.domain.route.Passage.Why;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an account of a walk that is bounded whatever stood in the request. To shorten it again changes nothing. */
final class BriefPassages {
    static final int LONGEST_TEXT = 256;

    /** Of all passages together; what is looked at beyond them is left out. */
    static final int MOST_VALUES = 100;

    private static final String CUT = "\u2026";
    private static final long BYTES_OF_A_PASSAGE = 160;
    private static final long BYTES_OF_A_VALUE = 128;

    private BriefPassages() {}

    static List<Passage> of(List<Passage> passages) {
        List<Passage> brief = new ArrayList<>();
        int room = MOST_VALUES;
        for (Passage passage : passages.subList(0, Math.min(passages.size(), RouteWalk.MOST_ELEMENTS))) {
            Why why = why(passage.why(), room);
            room -= why instanceof Why.Looked looked ? looked.values().size() : 0;
            brief.add(new Passage(passage.element(), passage.type(), cut(passage.output()), why));
        }
        return brief;
    }

    private static Why why(Why why, int room) {
        return switch (why) {
            case Why.Looked(Map<FieldPath, Facts.Found> values) -> {
                Map<FieldPath, Facts.Found> some = new LinkedHashMap<>();
                values.entrySet().stream().limit(room).forEach(seen -> some.put(seen.getKey(), found(seen.getValue())));
                yield new Why.Looked(some);
            }
            case Why.Heard(String outcome) -> new Why.Heard(cut(outcome));
            case Why.Nothing nothing -> nothing;
            case Why.Drew drew -> drew;
        };
    }

    static Facts.Found found(Facts.Found found) {
        return found.there() ? Facts.Found.of(value(found.value())) : Facts.Found.NOTHING;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Passage.Kind kind -> kind;
            case List<?> list -> Passage.Kind.ARRAY;
            case Map<?, ?> map -> Passage.Kind.OBJECT;
            case BigDecimal number -> isShort(number) ? PlainJson.number(number) : cut(number.toString());
            default -> cut(value.toString());
        };
    }

    /** Whether a number can be written out without its exponent. */
    private static boolean isShort(BigDecimal number) {
        return number.precision() <= LONGEST_TEXT && Math.abs((long) number.scale()) <= LONGEST_TEXT;
    }

    private static String cut(String text) {
        String whole = WellFormed.text(text);
        if (whole.length() <= LONGEST_TEXT) {
            return whole;
        }
        int end = LONGEST_TEXT - CUT.length();
        // Not between the halves of a character.
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    static long weight(List<Passage> passages) {
        long weight = 0;
        for (Passage passage : passages) {
            weight += BYTES_OF_A_PASSAGE;
            if (passage.why() instanceof Why.Looked looked) {
                for (Facts.Found found : looked.values().values()) {
                    weight += BYTES_OF_A_VALUE;
                    weight += found.value() instanceof String text ? Character.BYTES * (long) text.length() : 0;
                }
            }
        }
        return weight;
    }
}
