package dev.penstock.application.inference;

/** Placeholder to be replaced in this session. */
public final class ServeInference {}
