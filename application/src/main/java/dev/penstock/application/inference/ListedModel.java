package dev.penstock.application.inference;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A model that the unified API can be asked for by name, and what it costs in US dollars per token.
 *
 * @param id as the unified API takes it
 * @param owner the provider's slug
 * @param input null when it depends on where a request goes
 * @param output null when it depends on where a request goes
 */
public record ListedModel(
        String id,
        String owner,
        @Nullable BigDecimal input,
        @Nullable BigDecimal output) {}
