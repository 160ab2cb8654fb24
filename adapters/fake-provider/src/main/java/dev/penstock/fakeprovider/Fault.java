package dev.penstock.fakeprovider;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes wrong with an answer, as the model's name says. A name is either a fault ({@code fake-hang}) or a model, a
 * plus sign and a fault ({@code gpt-4o-mini+fake-hang}); the answer then names the model alone, so that it has a price.
 *
 * @param status the answer's status where the kind is {@code STATUS}, else 200
 * @param retryAfter seconds for the {@code Retry-After} header; negative for none
 * @param first how many requests for the same model name it strikes before they are answered
 * @param pause how long a late answer keeps the caller waiting
 */
record Fault(Kind kind, int status, int retryAfter, int first, Duration pause) {
    private static final Pattern STATUS =
            Pattern.compile("fake-status-([45][0-9]{2})(?:-after-([0-9]{1,4}))?(?:-first-([0-9]{1,4}))?");
    private static final Pattern PAUSE = Pattern.compile("fake-(latency|late-first-token)-([0-9]{1,6})");

    enum Kind {
        NONE,
        STATUS,
        CONTEXT_LENGTH,
        CONTENT_POLICY,
        RESET,
        HANG,
        LATENCY,
        LATE_FIRST_TOKEN,
        TRUNCATED,
        STALLED,
        BROKEN_EVENT,
        NO_TERMINATOR,
        SLOW_STREAM,
        NO_USAGE,
        CACHED_PROMPT
    }

    static Fault of(String model) {
        String name = model.substring(model.lastIndexOf('+') + 1);
        Matcher status = STATUS.matcher(name);
        if (status.matches()) {
            int code = Integer.parseInt(status.group(1));
            return new Fault(
                    Kind.STATUS, code, number(status, 2, -1), number(status, 3, Integer.MAX_VALUE), Duration.ZERO);
        }
        Matcher pause = PAUSE.matcher(name);
        if (pause.matches()) {
            Kind kind = "latency".equals(pause.group(1)) ? Kind.LATENCY : Kind.LATE_FIRST_TOKEN;
            return new Fault(kind, 200, -1, Integer.MAX_VALUE, Duration.ofMillis(number(pause, 2, 0)));
        }
        return new Fault(kind(name), 200, -1, Integer.MAX_VALUE, Duration.ZERO);
    }

    /** The model's name without what was added to it to ask for a fault. */
    static String modelWithout(String model) {
        int plus = model.lastIndexOf('+');
        return plus > 0 && model.startsWith("fake-", plus + 1) ? model.substring(0, plus) : model;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        String digits = matcher.group(group);
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "fake-context-length" -> Kind.CONTEXT_LENGTH;
            case "fake-content-policy" -> Kind.CONTENT_POLICY;
            case "fake-reset" -> Kind.RESET;
            case "fake-hang" -> Kind.HANG;
            case "fake-truncated-stream" -> Kind.TRUNCATED;
            case "fake-stalled-stream" -> Kind.STALLED;
            case "fake-broken-event" -> Kind.BROKEN_EVENT;
            case "fake-no-terminator" -> Kind.NO_TERMINATOR;
            case "fake-slow-stream" -> Kind.SLOW_STREAM;
            case "fake-no-usage" -> Kind.NO_USAGE;
            case "fake-cached-prompt" -> Kind.CACHED_PROMPT;
            default -> Kind.NONE;
        };
    }
}
