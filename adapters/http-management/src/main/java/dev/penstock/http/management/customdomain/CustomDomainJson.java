package dev.penstock.http.management.customdomain;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A custom domain as it is sent. */
record CustomDomainJson(
        @Nullable String domain,
        @Nullable String zoneId,
        @JsonProperty("minTLS") @Nullable String minTls) {}
