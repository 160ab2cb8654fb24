package dev.penstock.bootstrap.exam;

import java.util.Locale;

/** Judges answers that are not whole. */
final class Broken {
    private static final int SHOWN = 120;

    private Broken() {}

    /** An answer was wanted, and there is none: the best that is left is a clear error. */
    static Verdict instead(Outcome outcome, Reply reply) {
        return reply.toldClearly()
                ? Verdict.safe("an error instead of an answer: " + whatCame(reply), outcome)
                : deceived(outcome, reply);
    }

    /** Neither an answer nor a clear error. */
    static Verdict deceived(Outcome outcome, Reply reply) {
        boolean noticed = reply.ending() == Reply.Ending.BROKEN && reply.finish() == null && reply.garbage() == 0;
        return noticed
                ? Verdict.partial("the caller notices, but hears no reason: " + whatCame(reply), outcome)
                : Verdict.fail(whatCame(reply), outcome);
    }

    /** An answer that is not whole, in words. */
    static String whatCame(Reply reply) {
        if (reply.ending() == Reply.Ending.HUNG) {
            return "still nothing whole after %d ms".formatted(reply.millis());
        } else if (reply.whole()) {
            return "another one answered";
        } else if (reply.finishedBeforeError()) {
            return "an error after the answer said that it was finished";
        } else if (reply.error() != null) {
            return "%d %s".formatted(reply.status(), start(reply.error()));
        } else if (reply.garbage() > 0) {
            return "%d events that no client can read were passed on".formatted(reply.garbage());
        } else if (reply.status() != 200) {
            return "%d without a reason".formatted(reply.status());
        } else if (reply.ending() == Reply.Ending.BROKEN) {
            return "the connection broke after %d of %d characters"
                    .formatted(reply.text().length(), reply.expected().length());
        } else if (!reply.expected().startsWith(reply.text())) {
            return "an answer that nobody gave: '%s'".formatted(start(reply.text()));
        } else if (reply.text().length() < reply.expected().length()) {
            return "a truncated answer that looks finished: %d of %d characters, finish_reason %s, %s"
                    .formatted(
                            reply.text().length(),
                            reply.expected().length(),
                            reply.finish(),
                            reply.terminated() ? "terminated" : "no terminator");
        }
        return "all was said, but finish_reason is %s and there is %s"
                .formatted(reply.finish(), reply.terminated() ? "a terminator" : "no terminator");
    }

    private static String start(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    /** Whether the reply's error has one of these words. */
    static boolean speaksOf(Reply reply, String... words) {
        String all = (reply.error() == null ? "" : reply.error()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (all.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
