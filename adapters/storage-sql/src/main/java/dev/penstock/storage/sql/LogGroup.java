package dev.penstock.storage.sql;

import org.jspecify.annotations.Nullable;

/** How many entries have a value. */
record LogGroup<T>(@Nullable T value, long entries) {}
