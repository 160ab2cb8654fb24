package dev.penstock.domain.evaluation;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.log.LogEntry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What has been counted so far: as small after ten million logs as after one. */
public record Tally(long logs, Costs costs, Speeds speeds, Ratings ratings) {
    public static final Tally EMPTY =
            new Tally(0, new Costs(0, BigDecimal.ZERO), new Speeds(0, 0, 0), new Ratings(0, 0));

    Tally with(LogEntry entry) {
        return new Tally(
                logs + 1,
                costs.with(entry.spend().cost()),
                speeds.with(entry.outcome().duration().toMillis(), logs == 0),
                ratings.with(entry.notes().feedback()));
    }

    /**
     * Costs in US dollars.
     *
     * @param known how many logs have a known cost
     */
    public record Costs(long known, BigDecimal usd) {
        // A sum of exact decimals could grow without end; thirty-four digits are far below a cent of any bill.
        private static final MathContext SUM = MathContext.DECIMAL128;
        private static final MathContext SHOWN = new MathContext(10);

        Costs with(@Nullable Cost cost) {
            return cost == null ? this : new Costs(known + 1, usd.add(cost.usd(), SUM));
        }

        Finding finding(long logs) {
            if (known == 0) {
                return Finding.nothing(logs, "a known cost");
            }
            String mean = plain(usd.divide(BigDecimal.valueOf(known), SHOWN));
            return new Finding(
                    mean,
                    Finding.status(known, logs),
                    "%s USD on average and %s USD in all, %s"
                            .formatted(mean, plain(usd.round(SHOWN)), Finding.source(known, logs)));
        }
    }

    /** Durations in milliseconds: all of them together, the shortest and the longest. */
    public record Speeds(long all, long shortest, long longest) {
        private static final int DECIMALS = 3;

        Speeds with(long millis, boolean first) {
            return new Speeds(all + millis, first ? millis : Math.min(shortest, millis), Math.max(longest, millis));
        }

        Finding finding(long logs) {
            if (logs == 0) {
                return Finding.nothing(logs, "a duration");
            }
            String mean = plain(ratio(all, logs, DECIMALS));
            return new Finding(
                    mean,
                    Finding.Status.WHOLE,
                    "%s ms on average, %d ms at best, %d ms at worst, %s"
                            .formatted(mean, shortest, longest, Finding.source(logs, logs)));
        }
    }

    /**
     * People's feedback.
     *
     * @param rated how many logs have any
     * @param positive how many have one above zero
     */
    public record Ratings(long rated, long positive) {
        private static final int DECIMALS = 4;

        Ratings with(@Nullable Double feedback) {
            return feedback == null ? this : new Ratings(rated + 1, feedback > 0 ? positive + 1 : positive);
        }

        Finding finding(long logs) {
            if (rated == 0) {
                return Finding.nothing(logs, "feedback");
            }
            return new Finding(
                    plain(ratio(positive, rated, DECIMALS)),
                    Finding.status(rated, logs),
                    "%d positive of %d rated, %s".formatted(positive, rated, Finding.source(rated, logs)));
        }
    }

    private static BigDecimal ratio(long part, long whole, int decimals) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_EVEN);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
