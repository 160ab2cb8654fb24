package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound that no walk exceeds.
 *
 * @param most null where nothing bounds it
 * @param way the elements of a walk that comes to it, first to last; where nothing bounds it, one through what is to blame
 * @param unbounded the elements that are to blame
 */
public record Worst<T>(@Nullable T most, List<ElementId> way, List<ElementId> unbounded) {
    public Worst {
        way = List.copyOf(way);
        unbounded = List.copyOf(unbounded);
        if ((most == null) != !unbounded.isEmpty()) {
            throw new IllegalArgumentException("there is a bound, or something that is to blame");
        }
    }
}
