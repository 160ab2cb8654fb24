package dev.penstock.bootstrap.exam;

/** The forms in which a scorecard can be read. */
public final class Scorecards {
    private Scorecards() {}

    /** A table for a terminal, and below it why what was not passed was not. */
    public static String text(Scorecard card) {
        return new ScorecardTable(card).text();
    }

    public static String markdown(Scorecard card) {
        return new ScorecardTable(card).markdown();
    }

    public static String json(Scorecard card) {
        return new ScorecardReport(card).json();
    }
}
