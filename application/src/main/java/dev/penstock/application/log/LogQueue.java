package dev.penstock.application.log;

/** Placeholder to be replaced in this session. */
public final class LogQueue {}
