package dev.penstock.domain.dataset;

import dev.penstock.domain.gateway.GatewayAddress;

/** Where a dataset belongs, and its name there. */
public record DatasetKey(GatewayAddress gateway, DatasetId id) {}
