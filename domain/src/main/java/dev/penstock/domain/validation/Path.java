package dev.penstock.domain.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the input a violation stands, in the names the person typed: object keys as {@code String}, array positions
 * as {@code Integer}.
 */
public record Path(List<Object> steps) {
    private static final Path ROOT = new Path(List.of());

    public Path {
        steps = List.copyOf(steps);
        for (Object step : steps) {
            if (!(step instanceof String) && !(step instanceof Integer)) {
                throw new IllegalArgumentException("a path step is a key or a position, not " + step.getClass());
            }
        }
    }

    public static Path root() {
        return ROOT;
    }

    public static Path of(String key) {
        return new Path(List.of(key));
    }

    public Path key(String key) {
        return then(key);
    }

    public Path index(int position) {
        return then(position);
    }

    private Path then(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Path(longer);
    }

    /** The path as people write it: {@code dlp.policies[0].action}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
