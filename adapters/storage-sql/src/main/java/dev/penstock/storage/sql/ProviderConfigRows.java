package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.ProviderConfigTables.ACCOUNT;
import static dev.penstock.storage.sql.ProviderConfigTables.ALIAS;
import static dev.penstock.storage.sql.ProviderConfigTables.CREATED_AT;
import static dev.penstock.storage.sql.ProviderConfigTables.GATEWAY;
import static dev.penstock.storage.sql.ProviderConfigTables.ID;
import static dev.penstock.storage.sql.ProviderConfigTables.IS_DEFAULT;
import static dev.penstock.storage.sql.ProviderConfigTables.MODIFIED_AT;
import static dev.penstock.storage.sql.ProviderConfigTables.PROVIDER;
import static dev.penstock.storage.sql.ProviderConfigTables.RATE_LIMIT;
import static dev.penstock.storage.sql.ProviderConfigTables.RATE_LIMIT_PERIOD;
import static dev.penstock.storage.sql.ProviderConfigTables.SEALED_VALUE;
import static dev.penstock.storage.sql.ProviderConfigTables.SECRET;
import static dev.penstock.storage.sql.ProviderConfigTables.SLUG;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ConfiguredProvider;
import dev.penstock.domain.providerconfig.KeyAlias;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Between provider configs and their rows. */
final class ProviderConfigRows {
    private ProviderConfigRows() {}

    /** The row of a config; its secret stands in another one, by its name. */
    static Map<Field<?>, @Nullable Object> row(ProviderConfig config) {
        Map<Field<?>, @Nullable Object> row = new HashMap<>();
        Duration period = config.limit().chosenPeriod();
        row.put(ACCOUNT, config.key().gateway().account().value());
        row.put(GATEWAY, config.key().gateway().gateway().value());
        row.put(ID, config.key().id().toString());
        row.put(PROVIDER, config.provider().id().slug());
        row.put(SLUG, config.provider().slug());
        row.put(ALIAS, config.alias().value());
        row.put(IS_DEFAULT, config.isDefault());
        row.put(SECRET, config.secret().id().value());
        row.put(RATE_LIMIT, config.limit().calls());
        row.put(RATE_LIMIT_PERIOD, period == null ? null : period.toMillis());
        row.put(CREATED_AT, config.createdAt().toEpochMilli());
        row.put(MODIFIED_AT, config.modifiedAt().toEpochMilli());
        return row;
    }

    /** The config of a row that is joined with its secret's. */
    static ProviderConfig config(Record row, SecretRows secrets) {
        AccountId account = new AccountId(row.get(ACCOUNT));
        GatewayAddress gateway = new GatewayAddress(account, new GatewayId(row.get(GATEWAY)));
        Long period = row.get(RATE_LIMIT_PERIOD);
        return new ProviderConfig(
                new ProviderConfigKey(gateway, UUID.fromString(row.get(ID))),
                new ConfiguredProvider(new ProviderId(row.get(PROVIDER)), row.get(SLUG)),
                new KeyAlias(row.get(ALIAS)),
                row.get(IS_DEFAULT),
                secrets.unsealed(account, new SecretId(row.get(SECRET)), row.get(SEALED_VALUE)),
                new CallLimit(row.get(RATE_LIMIT), period == null ? null : Duration.ofMillis(period)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(MODIFIED_AT)));
    }
}
