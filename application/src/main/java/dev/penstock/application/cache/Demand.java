package dev.penstock.application.cache;

/** Adds up what a reader asks for. More than can be counted is without end (java.util.concurrent.Flow). */
final class Demand {
    private Demand() {}

    static long sum(long open, long further) {
        long sum = open + further;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
