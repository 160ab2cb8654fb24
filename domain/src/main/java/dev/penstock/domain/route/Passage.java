package dev.penstock.domain.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That a walk came through an element, and why it left it by this arrow.
 *
 * @param output the label of the arrow; empty where the walk ended
 */
public record Passage(ElementId element, ElementType type, String output, Why why) {
    /** What a list or an object is shown as, for they may be large. */
    public enum Kind {
        ARRAY,
        OBJECT
    }

    /** The same in so few words that they can be kept and shown: what is long is cut, a list or an object is only its {@link Kind}. */
    public static List<Passage> brief(List<Passage> passages) {
        return BriefPassages.of(passages);
    }

    /** One value in the same way. */
    public static Facts.Found brief(Facts.Found found) {
        return BriefPassages.found(found);
    }

    /** What decided. */
    public sealed interface Why {
        Why NOTHING = new Nothing();

        /** There was nothing to decide, or the arrow says it all. */
        record Nothing() implements Why {}

        /** What a condition found in the request, by the path that leads there. */
        record Looked(Map<FieldPath, Facts.Found> values) implements Why {
            public Looked {
                values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            }
        }

        /**
         * A number fell into a share.
         *
         * @param number from 0 to below 100
         * @param sticky whether the request decided it, and not chance
         */
        record Drew(double number, boolean sticky) implements Why {}

        /** What became of a limit or a call, in a few words that name no secret. */
        record Heard(String outcome) implements Why {}
    }
}
