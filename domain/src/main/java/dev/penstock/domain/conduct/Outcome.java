package dev.penstock.domain.conduct;

/** What became of a call, as far as a circuit is concerned. */
public enum Outcome {
    /** A good answer has begun; how it ends is told later. */
    BEGUN,
    /** The answer came to its end. */
    GOOD,
    /** There was no answer, a bad one, or one that broke off. */
    BAD,
    /** It says nothing about the provider: the caller left, or the call was never made. */
    UNKNOWN
}
