package dev.penstock.domain.account;

import java.time.Instant;

/** A token that may manage and use every account of this server. Only its hash is known. */
public record ApiToken(TokenHash hash, String name, Instant createdAt) {}
