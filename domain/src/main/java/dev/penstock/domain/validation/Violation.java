package dev.penstock.domain.validation;

/** One thing that is wrong with an input, and where. */
public record Violation(Path path, String message) {}
