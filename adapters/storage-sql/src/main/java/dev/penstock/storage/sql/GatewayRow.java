package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import java.time.Instant;

/** A gateway as it is kept: what is searched for in columns, the policies as a JSON document. Holds secrets, so it never prints. */
record GatewayRow(String account, String id, long createdAt, long modifiedAt, String policies) {
    static GatewayRow of(Gateway gateway) {
        return new GatewayRow(
                gateway.address().account().value(),
                gateway.id().value(),
                gateway.createdAt().toEpochMilli(),
                gateway.modifiedAt().toEpochMilli(),
                JsonDocument.write(
                        PoliciesRowMapper.INSTANCE.row(gateway.policies()), "policies of " + gateway.address()));
    }

    Gateway gateway() {
        GatewayAddress address = new GatewayAddress(new AccountId(account), new GatewayId(id));
        return new Gateway(
                address,
                PoliciesRowMapper.INSTANCE.policies(
                        JsonDocument.read(policies, PoliciesRow.class, "the row of gateway " + address)),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }

    @Override
    public String toString() {
        return "GatewayRow[" + account + "/" + id + "]";
    }
}
