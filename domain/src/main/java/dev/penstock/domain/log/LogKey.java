package dev.penstock.domain.log;

import dev.penstock.domain.gateway.GatewayAddress;

/** Where a log entry belongs, and its name there. */
public record LogKey(GatewayAddress gateway, LogId id) {}
