package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.ProviderConfigTables.ACCOUNT;
import static dev.penstock.storage.sql.ProviderConfigTables.ALIAS;
import static dev.penstock.storage.sql.ProviderConfigTables.COLUMNS;
import static dev.penstock.storage.sql.ProviderConfigTables.CONFIG;
import static dev.penstock.storage.sql.ProviderConfigTables.CREATED_AT;
import static dev.penstock.storage.sql.ProviderConfigTables.GATEWAY;
import static dev.penstock.storage.sql.ProviderConfigTables.ID;
import static dev.penstock.storage.sql.ProviderConfigTables.IS_DEFAULT;
import static dev.penstock.storage.sql.ProviderConfigTables.JOINED;
import static dev.penstock.storage.sql.ProviderConfigTables.MODIFIED_AT;
import static dev.penstock.storage.sql.ProviderConfigTables.PROVIDER;

import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Provider configs in a database, a row each; their secrets, sealed, in rows of their own. */
final class SqlProviderConfigStore implements ProviderConfigStore {
    private final Database database;
    private final SecretRows secrets;

    SqlProviderConfigStore(Database database, Sealer sealer) {
        this.database = database;
        secrets = new SecretRows(sealer);
    }

    @Override
    public Insertion insert(ProviderConfig config, SecretIs secretIs) {
        return database.write(sql -> {
            if (sql.fetchExists(
                    CONFIG, beside(config).and(ALIAS.eq(config.alias().value())))) {
                return Insertion.NAME_TAKEN;
            }
            Optional<StoredSecret> expected = switch (secretIs) {
                case NEW -> Optional.empty();
                case KEPT -> Optional.of(config.secret());
            };
            if (!secrets.find(sql, account(config), config.secret().id()).equals(expected)) {
                return Insertion.OTHER_SECRET;
            }
            insert(sql, config, expected.isEmpty());
            return Insertion.KEPT;
        });
    }

    private void insert(DSLContext sql, ProviderConfig config, boolean withSecret) {
        if (withSecret) {
            secrets.insert(sql, account(config), config.secret());
        }
        if (config.isDefault()) {
            sql.update(CONFIG)
                    .set(IS_DEFAULT, false)
                    .set(
                            MODIFIED_AT,
                            DSL.greatest(MODIFIED_AT, DSL.val(config.createdAt().toEpochMilli())))
                    .where(beside(config), IS_DEFAULT.isTrue())
                    .execute();
        }
        sql.insertInto(CONFIG).set(ProviderConfigRows.row(config)).execute();
    }

    @Override
    public boolean rotate(ProviderConfig current, ProviderConfig next) {
        return database.write(sql -> {
            if (!find(sql, current.key()).equals(Optional.of(current))) {
                return false;
            }
            secrets.replace(sql, account(next), next.secret());
            sql.update(CONFIG)
                    .set(MODIFIED_AT, next.modifiedAt().toEpochMilli())
                    .where(at(next.key()))
                    .execute();
            return true;
        });
    }

    @Override
    public Optional<ProviderConfig> find(ProviderConfigKey key) {
        return database.read(sql -> find(sql, key));
    }

    @Override
    public Optional<StoredSecret> secret(AccountId account, SecretId id) {
        return database.read(sql -> secrets.find(sql, account, id));
    }

    @Override
    public Optional<ProviderConfig> remove(ProviderConfigKey key) {
        return database.write(sql -> {
            Optional<ProviderConfig> removed = find(sql, key);
            sql.deleteFrom(CONFIG).where(at(key)).execute();
            secrets.removeUnused(sql, key.gateway().account());
            return removed;
        });
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(sql -> {
            sql.deleteFrom(CONFIG).where(in(gateway)).execute();
            return secrets.removeUnused(sql, gateway.account());
        });
    }

    @Override
    public Page<ProviderConfig> list(GatewayAddress gateway, PageRequest page) {
        Listing listing = new Listing(JOINED, COLUMNS, in(gateway), List.of(CREATED_AT, ID));
        return database.read(sql -> listing.page(sql, page, row -> ProviderConfigRows.config(row, secrets)));
    }

    @Override
    public List<ProviderConfig> all() {
        return database.read(sql -> sql.select(COLUMNS)
                .from(JOINED)
                .orderBy(CREATED_AT, ID)
                .fetch(row -> ProviderConfigRows.config(row, secrets)));
    }

    private Optional<ProviderConfig> find(DSLContext sql, ProviderConfigKey key) {
        return sql.select(COLUMNS)
                .from(JOINED)
                .where(at(key))
                .fetchOptional(row -> ProviderConfigRows.config(row, secrets));
    }

    private static Condition beside(ProviderConfig config) {
        return in(config.key().gateway()).and(PROVIDER.eq(config.provider().id().slug()));
    }

    private static Condition at(ProviderConfigKey key) {
        return in(key.gateway()).and(ID.eq(key.id().toString()));
    }

    private static Condition in(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY.eq(gateway.gateway().value()));
    }

    private static AccountId account(ProviderConfig config) {
        return config.key().gateway().account();
    }
}
