package dev.penstock.domain.evaluation;

import dev.penstock.domain.log.LogPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an evaluation has come. */
public sealed interface Course {
    /** Nothing has been looked at. */
    Course AHEAD = new Underway(new Progress(0, 0), Tally.EMPTY, null);

    /**
     * How many logs have been looked at, and how many there are to look at. The latter is an estimate until the end: logs come
     * and go.
     */
    record Progress(long looked, long all) {
        public Progress {
            all = Math.max(looked, all);
        }
    }

    /**
     * Waiting, or being worked off.
     *
     * @param reached the log that was looked at last; null when none was
     */
    record Underway(
            Progress progress, Tally tally, @Nullable LogPlace reached) implements Course {
        @Override
        public long totalLogs() {
            return tally.logs();
        }
    }

    /** Done: one result for each type. */
    record Finished(Progress progress, long totalLogs, List<EvaluationResult> results) implements Course {
        public Finished {
            results = List.copyOf(results);
        }
    }

    Progress progress();

    /** How many logs were selected so far. */
    long totalLogs();
}
