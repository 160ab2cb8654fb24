package dev.penstock.re2j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.penstock.domain.route.TextPattern;
import java.util.Optional;

/**
 * Searches with RE2/J, in time linear in the text and in the pattern; patterns are read once and kept while there is room.
 * Any number of threads may search; none waits for another.
 */
public final class Re2jSearch implements TextPattern.Search {
    /**
     * How many steps a search may take, each one character at one part of the pattern. Event loops search; this many last a
     * tenth of a second at worst. Every pattern is looked for in more characters than it has parts.
     */
    private static final int MOST_STEPS = 2_000_000;

    /** Of all patterns that are kept, with the characters in which they are written. */
    private static final int MOST_PARTS = 100_000;

    private final Cache<TextPattern, Optional<Pattern>> patterns = Caffeine.newBuilder()
            .maximumWeight(MOST_PARTS)
            .weigher(
                    (TextPattern text, Optional<Pattern> pattern) -> text.text().length() + parts(pattern))
            .executor(Runnable::run)
            .build();

    @Override
    public boolean finds(TextPattern pattern, String text) {
        Optional<Pattern> known = patterns.getIfPresent(pattern);
        if (known == null) {
            known = read(pattern);
            patterns.put(pattern, known);
        }
        return known.isPresent() && finds(known.get(), text);
    }

    private static boolean finds(Pattern pattern, String text) {
        int characters = MOST_STEPS / Math.max(1, pattern.programSize());
        return pattern.matcher(text.length() <= characters ? text : text.substring(0, characters))
                .find();
    }

    /** Empty when RE2/J does not take it: such a pattern is found nowhere. */
    private static Optional<Pattern> read(TextPattern pattern) {
        try {
            return Optional.of(Pattern.compile(pattern.text()));
        } catch (PatternSyntaxException unknown) {
            return Optional.empty();
        }
    }

    private static int parts(Optional<Pattern> pattern) {
        return pattern.map(Pattern::programSize).orElse(1);
    }
}
