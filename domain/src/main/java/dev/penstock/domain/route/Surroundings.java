package dev.penstock.domain.route;

/** What decides at the forks of a walk, beside the graph. */
public interface Surroundings {
    Facts facts();

    TextPattern.Search search();

    /** Chance: another number each time, from 0 to below 100. */
    double chance();
}
