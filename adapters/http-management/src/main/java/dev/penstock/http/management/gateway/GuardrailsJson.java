package dev.penstock.http.management.gateway;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions by category code. Under a code that nobody knows there may be anything. */
record GuardrailsJson(
        @JsonDeserialize(contentUsing = LooseText.class) @Nullable
        Map<String, String> prompt,

        @JsonDeserialize(contentUsing = LooseText.class) @Nullable
        Map<String, String> response) {}
