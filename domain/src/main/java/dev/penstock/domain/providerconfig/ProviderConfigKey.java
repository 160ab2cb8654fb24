package dev.penstock.domain.providerconfig;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.UUID;

/** Where a provider config belongs, and its name there. */
public record ProviderConfigKey(GatewayAddress gateway, UUID id) {}
