package dev.penstock.fakeprovider;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with an answer, as the model's name says. A name is either a fault ({@code fake-hang}) or a model, a
 * plus sign and a fault ({@code gpt-4o-mini+fake-hang}); the answer then names the model alone, so that it has a price. A
 * label at its end ({@code fake-hang-as-a1}) changes nothing but the name.
 *
 * @param first how many requests for the same model name it strikes before they are answered
 * @param status the answer's status where the kind is {@code STATUS}, else 200
 * @param retryAfter seconds for the {@code Retry-After} header; negative for none
 * @param pause how long it lasts or keeps the caller waiting
 * @param tokens how many tokens come before it or are cached, or how many tools are called; 0 where not said
 * @param until when it is over
 */
record Fault(
        Kind kind, int first, int status, int retryAfter, Duration pause, int tokens, int reasoning, Instant until) {
    private static final String START = "fake-";
    private static final Pattern LABEL = Pattern.compile("-as-[a-z0-9]{1,16}$");
    private static final Pattern FIRST = Pattern.compile("(?<fault>.+)-first-(?<first>[0-9]{1,4})");
    private static final Fault NONE =
            new Fault(Kind.NONE, Integer.MAX_VALUE, 200, -1, Duration.ZERO, 0, 0, Instant.EPOCH);

    /** The kinds, each with the name that asks for it. */
    enum Kind {
        NONE("none"),
        STATUS("status-(?<status>[45][0-9]{2})(?:-after-(?<after>[0-9]{1,4}))?"),
        DOWN_FOR("down-for-(?<ms>[0-9]{1,8})"),
        DOWN_UNTIL("down-until-(?<until>[0-9]{1,15})"),
        CONTEXT_LENGTH("context-length"),
        CONTENT_POLICY("content-policy"),
        NO_PREFILL("no-prefill"),
        RESET("reset"),
        HANG("hang"),
        LATENCY("latency-(?<ms>[0-9]{1,6})"),
        LATE_FIRST_TOKEN("late-first-token-(?<ms>[0-9]{1,6})"),
        TRUNCATED("truncated-stream(?:-after-(?<tokens>[0-9]{1,5}))?"),
        STALLED("stalled-stream(?:-after-(?<tokens>[0-9]{1,5}))?(?:-for-(?<ms>[0-9]{1,6}))?"),
        STALLED_BODY("stalled-body(?:-for-(?<ms>[0-9]{1,6}))?"),
        BROKEN_EVENT("broken-event"),
        BROKEN_BODY("broken-body"),
        NO_TERMINATOR("no-terminator"),
        SLOW_STREAM("slow-stream"),
        NO_USAGE("no-usage"),
        CACHED_PROMPT("cached-prompt"),
        MORE_TOKENS("(?=cached-|reasoning-)(?:cached-(?<tokens>[0-9]{1,6}))?-?(?:reasoning-(?<reasoning>[0-9]{1,6}))?"),
        TOOL_CALLS("tool-call|tool-calls-(?<tokens>[1-9])");

        private final Pattern name;

        Kind(String name) {
            this.name = Pattern.compile(name);
        }
    }

    static Fault of(String model) {
        String name = model.substring(model.lastIndexOf('+') + 1);
        if (!name.startsWith(START)) {
            return NONE;
        }
        name = LABEL.matcher(name).replaceFirst("");
        Matcher first = FIRST.matcher(name);
        boolean limited = first.matches();
        String fault = (limited ? first.group("fault") : name).substring(START.length());
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.name.matcher(fault);
            if (matcher.matches()) {
                return of(kind, matcher, limited ? (int) number(first, "first", 0) : Integer.MAX_VALUE);
            }
        }
        return NONE;
    }

    /** The fault of a name that is nothing but one; null where there is no such fault. */
    static @Nullable Fault named(String name) {
        Fault fault = of(name);
        return !fault.is(Kind.NONE) || name.equals("fake-none") ? fault : null;
    }

    /** The model's name without what was added to it to ask for a fault. */
    static String modelWithout(String model) {
        int plus = model.lastIndexOf('+');
        return plus > 0 && model.startsWith(START, plus + 1) ? model.substring(0, plus) : model;
    }

    static Fault none() {
        return NONE;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it strikes a stream after so many tokens, so that the answer must be longer than that. */
    boolean endsAfterTokens() {
        return (kind == Kind.TRUNCATED || kind == Kind.STALLED) && tokens > 0;
    }

    private static Fault of(Kind kind, Matcher name, int first) {
        return new Fault(
                kind,
                first,
                (int) number(name, "status", 200),
                (int) number(name, "after", -1),
                Duration.ofMillis(number(name, "ms", 0)),
                (int) number(name, "tokens", kind == Kind.TOOL_CALLS ? 1 : 0),
                (int) number(name, "reasoning", 0),
                Instant.ofEpochMilli(number(name, "until", 0)));
    }

    private static long number(Matcher matcher, String group, long otherwise) {
        String digits = matcher.namedGroups().containsKey(group) ? matcher.group(group) : null;
        return digits == null ? otherwise : Long.parseLong(digits);
    }
}
