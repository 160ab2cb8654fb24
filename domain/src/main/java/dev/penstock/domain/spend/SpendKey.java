package dev.penstock.domain.spend;

import dev.penstock.domain.gateway.GatewayAddress;

/** Names one budget among those of every gateway. */
public record SpendKey(GatewayAddress gateway, BucketKey bucket) {}
