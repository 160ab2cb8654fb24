package dev.penstock.domain.inference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** HTTP headers in the order they were sent. Names are compared without regard to case. */
public record Headers(List<Header> lines) implements Iterable<Header> {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
    }

    /** The first value under this name. */
    public @Nullable String get(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isNamed(name)) {
                return lines.get(i).value();
            }
        }
        return null;
    }

    public Headers without(Predicate<Header> unwanted) {
        List<Header> kept = new ArrayList<>(lines.size());
        for (Header line : lines) {
            if (!unwanted.test(line)) {
                kept.add(line);
            }
        }
        return kept.size() == lines.size() ? this : new Headers(kept);
    }

    public Headers with(String name, String value) {
        List<Header> more = new ArrayList<>(lines.size() + 1);
        more.addAll(lines);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    @Override
    public Iterator<Header> iterator() {
        return lines.iterator();
    }
}
