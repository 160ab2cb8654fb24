package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import java.time.Instant;

/** A gateway as it is kept: what is searched for in columns, the policies as a JSON document with its secrets sealed. */
record GatewayRow(String account, String id, long createdAt, long modifiedAt, String policies) {
    static GatewayRow of(Gateway gateway, Sealer sealer) {
        GatewayAddress address = gateway.address();
        PoliciesRow plain = PoliciesRowMapper.INSTANCE.row(gateway.policies());
        return new GatewayRow(
                address.account().value(),
                address.gateway().value(),
                gateway.createdAt().toEpochMilli(),
                gateway.modifiedAt().toEpochMilli(),
                written(PolicySecrets.change(plain, address, sealer::seal), address));
    }

    Gateway gateway(Sealer sealer) {
        PoliciesRow plain = PolicySecrets.change(document(), address(), sealer::unseal);
        return new Gateway(
                address(),
                PoliciesRowMapper.INSTANCE.policies(plain),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }

    /** This row, which an older release has written in the clear, with its secrets sealed. */
    GatewayRow sealed(Sealer sealer) {
        PoliciesRow sealed = PolicySecrets.change(document(), address(), sealer::seal);
        return new GatewayRow(account, id, createdAt, modifiedAt, written(sealed, address()));
    }

    private GatewayAddress address() {
        return new GatewayAddress(new AccountId(account), new GatewayId(id));
    }

    private PoliciesRow document() {
        return JsonDocument.read(policies, PoliciesRow.class, "the row of gateway " + address());
    }

    private static String written(PoliciesRow policies, GatewayAddress address) {
        return JsonDocument.write(policies, "policies of " + address);
    }

    @Override
    public String toString() {
        return "GatewayRow[" + account + "/" + id + "]";
    }
}
