package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads names that have been checked before into the enums they name. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> Given<E> of(Given<String> checked, Class<E> type, Violations.Case wireCase) {
        return switch (checked) {
            case Given.Omitted<String>() -> Given.omitted();
            case Given.Cleared<String>() -> Given.of(null);
            case Given.Sent<String>(String name) -> Given.of(of(name, type, wireCase));
        };
    }

    static <E extends Enum<E>> E of(@Nullable String checked, Class<E> type, Violations.Case wireCase) {
        return new Violations()
                .oneOf(Path.root(), checked, type, wireCase)
                .orElseThrow(() -> new IllegalArgumentException("unchecked name for " + type.getSimpleName()));
    }

    static <E extends Enum<E>> List<E> all(List<String> checked, Class<E> type, Violations.Case wireCase) {
        return checked.stream().map(name -> of(name, type, wireCase)).toList();
    }
}
