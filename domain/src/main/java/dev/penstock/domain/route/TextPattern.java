package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a stranger wrote: short, and made of those parts alone that can be searched for in linear time.
 * It is kept as text, because the JDK's own engine may need exponential time even for these.
 */
public record TextPattern(String text) {
    public static final int MAX_LENGTH = 512;

    /** How many parts it may have when its counts are written out: the time of a search grows with them. */
    static final int MOST_PARTS = 1200;

    private static final int MOST_REPEATS = 1000;
    private static final String CATEGORY = "C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?";
    private static final String ESCAPE =
            "\\\\(?:[dDwWsSbBAztnrf]|[\\p{ASCII}&&[^\\p{Alnum}]]|[pP](?:\\{(?:" + CATEGORY + ")}|[CLMNPSZ]))";
    private static final String CLASS = "\\[\\^?(?:" + ESCAPE + "|&(?!&)|[^\\[\\]\\\\&])+]";
    private static final String GROUP = "\\((?:\\?:|\\?i\\)|(?!\\?))";
    private static final String REPEAT = "(?:[*+?]|\\{(\\d{1,4})(?:,(\\d{0,4}))?})\\??(?![*+?{])";
    private static final String ITSELF = "[^\\\\\\[({*+?]";

    /** No references back, nothing that looks around, nothing possessive: linear engines have none of them. */
    private static final Pattern PART = Pattern.compile(String.join("|", ESCAPE, CLASS, GROUP, REPEAT, ITSELF));

    /** Looks for a pattern anywhere in a text, in time linear in the text. */
    @FunctionalInterface
    public interface Search {
        boolean finds(TextPattern pattern, String text);
    }

    public TextPattern {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Reads a pattern, or notes what is wrong with it. */
    static Optional<TextPattern> read(String text, Path at, Violations violations) {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            violations.add(at, problem);
            return Optional.empty();
        }
        return Optional.of(new TextPattern(text));
    }

    private static String problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return "String must contain at most %d character(s)".formatted(MAX_LENGTH);
        }
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return "Invalid regular expression: " + e.getDescription();
        }
        PatternSize size = new PatternSize();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!part.region(at, text.length()).lookingAt() || !take(part, size)) {
                return "Invalid regular expression: what stands at character %d is not supported".formatted(at + 1);
            }
            at = part.end();
        }
        return size.parts() > MOST_PARTS
                ? "Invalid regular expression: with its counts written out it has more than %d parts"
                        .formatted(MOST_PARTS)
                : "";
    }

    /** False when the part repeats too often, or repeats nothing. */
    private static boolean take(Matcher part, PatternSize size) {
        String text = part.group();
        return switch (text.charAt(0)) {
            case '(' -> text.equals("(?i)") ? size.takeMark() : size.open(text.equals("("));
            case ')' -> size.close();
            case '|' -> size.takeMark();
            case '*', '+', '?' -> size.repeat(1, 1);
            case '{' -> {
                int least = count(part.group(1));
                int most = Math.max(least, count(part.group(2)));
                yield most <= MOST_REPEATS && size.repeat(most, text.contains(",") ? Math.max(most - least, 1) : 0);
            }
            default -> size.take();
        };
    }

    private static int count(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
