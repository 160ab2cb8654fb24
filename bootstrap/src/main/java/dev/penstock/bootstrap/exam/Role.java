package dev.penstock.bootstrap.exam;

/** What a model is in an exam. */
public enum Role {
    /** The one that fails. */
    PRIMARY,
    /** Any other. */
    FALLBACK
}
