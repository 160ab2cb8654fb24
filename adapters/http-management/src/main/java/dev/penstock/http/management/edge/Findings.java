package dev.penstock.http.management.edge;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is wrong with one request, gathered by all who look at it. Paths begin with their location: {@code
 * params}, {@code query} or {@code body}. For one thread.
 */
public final class Findings {
    public static final Path PARAMS = Path.of("params");
    public static final Path QUERY = Path.of("query");
    public static final Path BODY = Path.of("body");

    /** Who sends so much that is wrong has heard enough; nobody reads a million errors, and they would take long to gather. */
    private static final int MOST = 1000;

    private final Set<Violation> found = new LinkedHashSet<>();

    public void add(Path path, String message) {
        add(new Violation(path, message));
    }

    public void add(Violation violation) {
        found.add(violation);
        if (found.size() >= MOST) {
            refuse();
        }
    }

    void addAllTo(Findings others) {
        found.forEach(others::add);
    }

    /**
     * Adds what a later look found, unless something is known to be wrong at the same place already.
     *
     * @param location what the violations' own paths are below
     */
    public void addUncovered(Path location, List<Violation> violations) {
        List<Violation> before = List.copyOf(found);
        for (Violation violation : violations) {
            Path path = below(location, violation.path());
            if (before.stream().noneMatch(known -> touches(known.path(), path))) {
                add(path, violation.message());
            }
        }
    }

    /** Whether anything is wrong at this place, below it or above it. */
    public boolean touch(Path path) {
        return found.stream().anyMatch(known -> touches(known.path(), path));
    }

    public boolean any() {
        return !found.isEmpty();
    }

    /** Ends the request here if anything was found. */
    public void refuse() {
        if (any()) {
            throw new RefusalException(Refusal.invalid(found));
        }
    }

    static Path below(Path location, Path path) {
        List<Object> steps = new ArrayList<>(location.steps());
        steps.addAll(path.steps());
        return new Path(steps);
    }

    private static boolean touches(Path one, Path other) {
        int common = Math.min(one.steps().size(), other.steps().size());
        return one.steps().subList(0, common).equals(other.steps().subList(0, common));
    }
}
