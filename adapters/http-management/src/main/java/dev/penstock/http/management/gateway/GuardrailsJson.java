package dev.penstock.http.management.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions by category code. */
record GuardrailsJson(
        @Nullable Map<String, String> prompt, @Nullable Map<String, String> response) {}
