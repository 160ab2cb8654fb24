package dev.penstock.domain.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large a filter may be, so that reading, keeping and trying it stay cheap; and that it is JSON at all. */
final class TreeBounds {
    static final int MOST_NESTING = 16;
    static final int MOST_VALUES = 1000;
    static final int LONGEST_TEXT = 1024;

    private TreeBounds() {}

    /** Empty when the tree may be read. */
    static String problem(@Nullable Object tree) {
        if (isDeeper(tree, MOST_NESTING)) {
            return "A filter must be nested at most %d deep".formatted(MOST_NESTING);
        }
        if (size(tree) > MOST_VALUES) {
            return "A filter must contain at most %d value(s)".formatted(MOST_VALUES);
        }
        return leaf(tree);
    }

    /** Looks no deeper than it has to: what comes may be endless. */
    private static boolean isDeeper(@Nullable Object tree, int levels) {
        return levels < 0 || children(tree).stream().anyMatch(child -> isDeeper(child, levels - 1));
    }

    private static long size(@Nullable Object tree) {
        return 1 + children(tree).stream().mapToLong(TreeBounds::size).sum();
    }

    private static String leaf(@Nullable Object tree) {
        String problem = switch (tree) {
            case null -> "";
            case Boolean flag -> "";
            case Number number -> PlainJson.isFinite(number) ? "" : "Number must be finite";
            case String text -> text(text);
            case Map<?, ?> map ->
                first(map.keySet().stream().map(String::valueOf).toList());
            case List<?> list -> "";
            default -> "Expected JSON, received " + tree.getClass().getSimpleName();
        };
        return problem.isEmpty() ? first(children(tree)) : problem;
    }

    private static String text(String text) {
        return text.length() > LONGEST_TEXT
                ? "A text in a filter must contain at most %d character(s)".formatted(LONGEST_TEXT)
                : "";
    }

    private static String first(Collection<? extends @Nullable Object> values) {
        return values.stream()
                .map(TreeBounds::leaf)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Collection<? extends @Nullable Object> children(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
    }
}
