package dev.penstock.http.management.customdomain;

import dev.penstock.domain.customdomain.CustomDomain;
import org.jspecify.annotations.Nullable;

/** A custom domain as it is shown. Times are milliseconds since 1970, unlike anywhere else in the contract. */
record CustomDomainAnswerJson(
        String hostname,
        String gatewayId,
        @Nullable String sslHostnameId,
        String status,
        long createdAt,
        long modifiedAt) {
    /** A domain serves as soon as it is kept: certificates are the business of whatever stands before this server. */
    static final String STATUS = "active";

    /** What is answered when one was made: it tells where DNS must point. */
    record Made(
            String hostname, String gatewayId, String status, String cnameTarget, long createdAt, long modifiedAt) {}

    static CustomDomainAnswerJson of(CustomDomain domain) {
        long createdAt = domain.createdAt().toEpochMilli();
        return new CustomDomainAnswerJson(
                domain.hostname().value(), domain.gateway().gateway().value(), null, STATUS, createdAt, createdAt);
    }

    static Made made(CustomDomain domain, String cnameTarget) {
        long createdAt = domain.createdAt().toEpochMilli();
        return new Made(
                domain.hostname().value(),
                domain.gateway().gateway().value(),
                STATUS,
                cnameTarget,
                createdAt,
                createdAt);
    }
}
