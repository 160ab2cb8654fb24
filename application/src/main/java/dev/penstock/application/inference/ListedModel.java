package dev.penstock.application.inference;

import java.math.BigDecimal;

/**
 * A model that the unified API can be asked for by name, and what it costs in US dollars per token.
 *
 * @param id as the unified API takes it
 * @param owner the provider's slug
 */
public record ListedModel(String id, String owner, BigDecimal input, BigDecimal output) {}
