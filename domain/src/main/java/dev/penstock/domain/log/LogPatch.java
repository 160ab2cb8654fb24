package dev.penstock.domain.log;

import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.MetadataDraft;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants to add to an entry, or to clear. What is left out stays as it is. */
public record LogPatch(Given<Double> feedback, Given<Metadata> metadata, Given<Double> score) {
    private static final BigDecimal WORST_FEEDBACK = BigDecimal.ONE.negate();
    private static final BigDecimal BEST_SCORE = new BigDecimal(100);

    /** The notes after this wish. */
    public LogEntry.Notes over(LogEntry.Notes kept) {
        return new LogEntry.Notes(
                metadata.over(kept.metadata()), feedback.over(kept.feedback()), score.over(kept.score()));
    }

    /**
     * What a person sends. Metadata replaces what was there; its values are {@code String}, {@code BigDecimal} or
     * {@code Boolean}.
     */
    public record Draft(
            Given<BigDecimal> feedback, Given<Map<String, @Nullable Object>> metadata, Given<BigDecimal> score) {

        public List<Violation> violations() {
            Violations violations = new Violations();
            check(violations);
            return violations.all();
        }

        public Validated<LogPatch> check() {
            Violations violations = new Violations();
            check(violations);
            return violations.unlessAny(() -> new LogPatch(
                    feedback.map(BigDecimal::doubleValue),
                    metadata.map(MetadataDraft::metadata),
                    score.map(BigDecimal::doubleValue)));
        }

        private void check(Violations violations) {
            between(Path.of("feedback"), feedback.orNull(), WORST_FEEDBACK, BigDecimal.ONE, violations);
            between(Path.of("score"), score.orNull(), BigDecimal.ZERO, BEST_SCORE, violations);
            MetadataDraft.check(Path.of("metadata"), metadata.orNull(), violations);
        }

        private static void between(
                Path path, @Nullable BigDecimal value, BigDecimal least, BigDecimal most, Violations violations) {
            if (value != null && value.compareTo(least) < 0) {
                violations.add(path, "Number must be greater than or equal to " + least);
            } else if (value != null && value.compareTo(most) > 0) {
                violations.add(path, "Number must be less than or equal to " + most);
            }
        }
    }
}
