package dev.penstock.domain.evaluation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What an evaluation can find out. The ids never change: clients keep them. */
public enum EvaluationType {
    COST(
            "cacc69db-0e10-437e-898e-6255149a94e1",
            "Cost",
            "The mean cost of a log in US dollars, over the logs whose cost is known",
            true),
    SPEED("257fa986-d9b9-4e16-bf81-d2b5a1f159b4", "Speed", "The mean duration of a request in milliseconds", true),
    HUMAN_FEEDBACK(
            "3f4591ca-b8cb-4608-b745-e241de3ff002",
            "Human feedback",
            "The share of positive feedback among the logs that somebody has rated",
            false);

    /** When the types were built in. */
    public static final Instant SINCE = Instant.parse("2026-11-21T00:00:00Z");

    private final UUID id;
    private final String title;
    private final String description;
    private final boolean mandatory;

    EvaluationType(String id, String title, String description, boolean mandatory) {
        this.id = UUID.fromString(id);
        this.title = title;
        this.description = description;
        this.mandatory = mandatory;
    }

    public UUID id() {
        return id;
    }

    /** The name that people read. */
    public String title() {
        return title;
    }

    /** The name that programs go by. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** Whether clients are to choose it always; nothing here insists on it. */
    public boolean mandatory() {
        return mandatory;
    }

    public static Optional<EvaluationType> withId(String id) {
        return Arrays.stream(values())
                .filter(type -> type.id.toString().equals(id))
                .findFirst();
    }

    /** What this type makes of the logs that have been counted. */
    Finding judge(Tally tally) {
        return switch (this) {
            case COST -> tally.costs().finding(tally.logs());
            case SPEED -> tally.speeds().finding(tally.logs());
            case HUMAN_FEEDBACK -> tally.ratings().finding(tally.logs());
        };
    }
}
