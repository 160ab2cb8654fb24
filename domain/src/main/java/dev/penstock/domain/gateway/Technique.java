package dev.penstock.domain.gateway;

/** How a limit counts: in windows that start at multiples of their length, or over the last window's length at any moment. */
public enum Technique {
    FIXED,
    SLIDING
}
