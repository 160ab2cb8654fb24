package dev.penstock.domain.route.analysis;

/** What can be said of a condition without a request. */
enum Verdict {
    OPEN,
    ALWAYS,
    NEVER
}
