package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.ProviderConfigTables.ACCOUNT;
import static dev.penstock.storage.sql.ProviderConfigTables.CONFIG;
import static dev.penstock.storage.sql.ProviderConfigTables.KEPT_SECRET;
import static dev.penstock.storage.sql.ProviderConfigTables.SEALED_VALUE;
import static dev.penstock.storage.sql.ProviderConfigTables.SECRET;
import static dev.penstock.storage.sql.ProviderConfigTables.SECRET_ACCOUNT;
import static dev.penstock.storage.sql.ProviderConfigTables.SECRET_ID;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The secrets of accounts, a row each, sealed for the account and the name that they are kept under. */
final class SecretRows {
    private final Sealer sealer;

    SecretRows(Sealer sealer) {
        this.sealer = sealer;
    }

    Optional<StoredSecret> find(DSLContext sql, AccountId account, SecretId id) {
        return sql.select(SEALED_VALUE)
                .from(KEPT_SECRET)
                .where(at(account, id))
                .fetchOptional(row -> unsealed(account, id, row.get(SEALED_VALUE)));
    }

    StoredSecret unsealed(AccountId account, SecretId id, @Nullable String sealed) {
        return new StoredSecret(id, sealed == null ? null : new Secret(sealer.unseal(place(account, id), sealed)));
    }

    void insert(DSLContext sql, AccountId account, StoredSecret secret) {
        sql.insertInto(KEPT_SECRET, SECRET_ACCOUNT, SECRET_ID, SEALED_VALUE)
                .values(account.value(), secret.id().value(), sealed(account, secret))
                .execute();
    }

    void replace(DSLContext sql, AccountId account, StoredSecret secret) {
        sql.update(KEPT_SECRET)
                .set(SEALED_VALUE, sealed(account, secret))
                .where(at(account, secret.id()))
                .execute();
    }

    /** Forgets the secrets of an account that no config uses any more. */
    int removeUnused(DSLContext sql, AccountId account) {
        return sql.deleteFrom(KEPT_SECRET)
                .where(SECRET_ACCOUNT.eq(account.value()))
                .andNotExists(DSL.selectOne().from(CONFIG).where(ACCOUNT.eq(SECRET_ACCOUNT), SECRET.eq(SECRET_ID)))
                .execute();
    }

    private @Nullable String sealed(AccountId account, StoredSecret secret) {
        Secret value = secret.value();
        return value == null ? null : sealer.seal(place(account, secret.id()), value.reveal());
    }

    private static String place(AccountId account, SecretId id) {
        return "secret/" + account + "/" + id;
    }

    private static Condition at(AccountId account, SecretId id) {
        return SECRET_ACCOUNT.eq(account.value()).and(SECRET_ID.eq(id.value()));
    }
}
