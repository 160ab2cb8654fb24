package dev.penstock.domain.customprovider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which models a cost is for. Upper and lower case differ. */
public record ModelRule(Kind kind, String model) {
    /** How a model's name is held against the rule's text; the heavier one says more. */
    public enum Kind {
        EQUALS(3000),
        STARTS_WITH(2000),
        CONTAINS(1000);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> named(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(wireName))
                    .findFirst();
        }
    }

    public boolean matches(String asked) {
        return switch (kind) {
            case EQUALS -> asked.equals(model);
            case STARTS_WITH -> asked.startsWith(model);
            case CONTAINS -> asked.contains(model);
        };
    }

    /** Where several rules match, the heaviest decides: the whole name before its start before a part, then the longer text. */
    public int weight() {
        return kind.weight + model.length();
    }
}
