package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests are written down, how many entries are kept, and whether they are pushed elsewhere. What was never
 * chosen is null.
 */
public record LogPolicy(
        boolean collect,
        @Nullable Long limit,
        @Nullable WhenFull whenFull,
        @Nullable Boolean classification,
        @Nullable Boolean push,
        @Nullable String pushPublicKey) {
    public static final LogPolicy COLLECT = new LogPolicy(true, null, null, null, null, null);

    private static final long FEWEST_KEPT = 10_000;
    private static final long MOST_KEPT = 10_000_000;
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 1024;

    /** How many entries are kept, and what happens beyond that. */
    public record Retention(long most, WhenFull whenFull) {}

    /** What happens to a new entry when as many are kept as the limit says. */
    public enum WhenFull {
        STOP_INSERTING,
        DELETE_OLDEST
    }

    /** What holds where nothing was chosen: as many as can be chosen, and logging never stops by itself. */
    public Retention retention() {
        return new Retention(
                Objects.requireNonNullElse(limit, MOST_KEPT),
                Objects.requireNonNullElse(whenFull, WhenFull.DELETE_OLDEST));
    }

    /** What a person sends. */
    public record Draft(
            Given<Boolean> collectLogs,
            Given<Long> logManagement,
            Given<String> logManagementStrategy,
            Given<Boolean> logClassification,
            Given<Boolean> logpush,
            Given<String> logpushPublicKey) {
        public static final Draft COLLECT = new Draft(
                Given.of(true), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted());

        void check(Violations violations) {
            violations.required(Path.of("collect_logs"), collectLogs.orNull());
            violations.between(Path.of("log_management"), logManagement.orNull(), FEWEST_KEPT, MOST_KEPT);
            violations.oneOf(
                    Path.of("log_management_strategy"),
                    logManagementStrategy.orNull(),
                    WhenFull.class,
                    Violations.Case.UPPER);
            violations.length(Path.of("logpush_public_key"), logpushPublicKey.orNull(), SHORTEST_KEY, LONGEST_KEY);
        }

        LogPolicy policy(LogPolicy kept) {
            return new LogPolicy(
                    Objects.requireNonNullElse(collectLogs.orNull(), true),
                    logManagement.over(kept.limit),
                    Choice.of(logManagementStrategy, WhenFull.class, Violations.Case.UPPER)
                            .over(kept.whenFull),
                    logClassification.over(kept.classification),
                    logpush.over(kept.push),
                    logpushPublicKey.over(kept.pushPublicKey));
        }
    }
}
