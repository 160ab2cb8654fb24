package dev.penstock.fakeprovider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes wrong with an answer, as the model's name says. A name is either a fault ({@code fake-hang}) or a model, a
 * plus sign and a fault ({@code gpt-4o-mini+fake-hang}); the answer then names the model alone, so that it has a price.
 *
 * @param status the answer's status where the kind is {@code STATUS}, else 200
 * @param retryAfter seconds for the {@code Retry-After} header; negative for none
 */
record Fault(Kind kind, int status, int retryAfter) {
    private static final Pattern STATUS = Pattern.compile("fake-status-([45][0-9]{2})(?:-after-([0-9]{1,4}))?");

    enum Kind {
        NONE,
        STATUS,
        RESET,
        HANG,
        TRUNCATED,
        STALLED,
        NO_USAGE,
        CACHED_PROMPT,
        SLOW_STREAM
    }

    static Fault of(String model) {
        String name = model.substring(model.lastIndexOf('+') + 1);
        Matcher status = STATUS.matcher(name);
        if (status.matches()) {
            int after = status.group(2) == null ? -1 : Integer.parseInt(status.group(2));
            return new Fault(Kind.STATUS, Integer.parseInt(status.group(1)), after);
        }
        return new Fault(kind(name), 200, -1);
    }

    /** The model's name without what was added to it to ask for a fault. */
    static String modelWithout(String model) {
        int plus = model.lastIndexOf('+');
        return plus > 0 && model.startsWith("fake-", plus + 1) ? model.substring(0, plus) : model;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "fake-reset" -> Kind.RESET;
            case "fake-hang" -> Kind.HANG;
            case "fake-truncated-stream" -> Kind.TRUNCATED;
            case "fake-stalled-stream" -> Kind.STALLED;
            case "fake-no-usage" -> Kind.NO_USAGE;
            case "fake-cached-prompt" -> Kind.CACHED_PROMPT;
            case "fake-slow-stream" -> Kind.SLOW_STREAM;
            default -> Kind.NONE;
        };
    }
}
