package dev.penstock.bootstrap.exam;

/**
 * One way through a gateway: a column of the scorecard.
 *
 * @param way such as {@code route}
 * @param primary the provider that fails
 */
public record Column(String way, String primary, boolean streamed) {
    @Override
    public String toString() {
        return "%s, %s, %s".formatted(way, primary, streamed ? "streamed" : "whole");
    }
}
