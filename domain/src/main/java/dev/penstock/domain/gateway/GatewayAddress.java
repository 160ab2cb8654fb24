package dev.penstock.domain.gateway;

import dev.penstock.domain.account.AccountId;

/** Names one gateway among those of every account. */
public record GatewayAddress(AccountId account, GatewayId gateway) {
    @Override
    public String toString() {
        return account + "/" + gateway;
    }
}
