package dev.penstock.storage.sql;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import java.time.Instant;

/** A gateway as it is kept: what is searched for in columns, the policies as a JSON document. Holds secrets, so it never prints. */
record GatewayRow(String account, String id, long createdAt, long modifiedAt, String policies) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    static GatewayRow of(Gateway gateway) {
        try {
            return new GatewayRow(
                    gateway.address().account().value(),
                    gateway.id().value(),
                    gateway.createdAt().toEpochMilli(),
                    gateway.modifiedAt().toEpochMilli(),
                    JSON.writeValueAsString(PoliciesRowMapper.INSTANCE.row(gateway.policies())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("policies that cannot be written: " + gateway.address(), e);
        }
    }

    Gateway gateway() {
        try {
            return new Gateway(
                    new GatewayAddress(new AccountId(account), new GatewayId(id)),
                    PoliciesRowMapper.INSTANCE.policies(JSON.readValue(policies, PoliciesRow.class)),
                    Instant.ofEpochMilli(createdAt),
                    Instant.ofEpochMilli(modifiedAt));
        } catch (JsonProcessingException e) {
            // Neither the cause nor its message: they quote the document, secrets and all.
            throw new IllegalStateException("the policies of gateway %s/%s cannot be read: %s at column %d"
                    .formatted(
                            account,
                            id,
                            e.getClass().getSimpleName(),
                            e.getLocation().getColumnNr()));
        }
    }

    @Override
    public String toString() {
        return "GatewayRow[" + account + "/" + id + "]";
    }
}
