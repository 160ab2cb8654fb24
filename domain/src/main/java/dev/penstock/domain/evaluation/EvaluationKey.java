package dev.penstock.domain.evaluation;

import dev.penstock.domain.gateway.GatewayAddress;

/** Where an evaluation belongs, and its name there. */
public record EvaluationKey(GatewayAddress gateway, EvaluationId id) {}
