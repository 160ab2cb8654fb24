package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.nio.file.Path;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key of a data folder and sees that it is the one its secrets are sealed with, before anybody needs one. Seals
 * what an older release kept in the clear.
 */
final class Unlocking {
    private static final Table<Record> SEALING = table(name("sealing"));
    private static final Field<Long> POSITION = field(name("position"), SQLDataType.BIGINT.notNull());
    private static final Field<String> CHECK_VALUE = field(name("check_value"), SQLDataType.VARCHAR.notNull());
    private static final Field<Boolean> SCRUBBED = field(name("scrubbed"), SQLDataType.BOOLEAN.notNull());
    private static final long ONLY = 1;
    private static final String CHECK_PLACE = "sealing/check";
    private static final String CHECK_TEXT = "the key fits";

    private final Path file;
    private final Database control;
    private final KeyFile keyFile;

    Unlocking(Path file, Database control, KeyFile keyFile) {
        this.file = file;
        this.control = control;
        this.keyFile = keyFile;
    }

    /**
     * What seals and unseals from here on.
     *
     * @param given the operator's key; null for the one in the folder, which is made where nothing is sealed yet
     */
    Sealer unlock(@Nullable MasterKey given) {
        // Not even the sealed form of a secret that was removed is to stay.
        control.write(sql -> sql.execute("PRAGMA secure_delete = ON"));
        Optional<String> check =
                control.read(sql -> sql.select(CHECK_VALUE).from(SEALING).fetchOptional(CHECK_VALUE));
        Sealer sealer = new Sealer(given != null ? given : fromFile(check.isPresent()));
        if (check.isEmpty()) {
            control.write(sql -> seal(sql, sealer));
        } else if (!sealer.canUnseal(CHECK_PLACE, check.get())) {
            throw given != null ? otherThanGiven() : otherThanInFile();
        }
        if (!isScrubbed()) {
            scrub();
        }
        return sealer;
    }

    private void scrub() {
        try {
            control.rewrite();
        } catch (DataAccessException e) {
            throw new UnusableStorageException(
                    "%s still holds secrets of an older release in the clear, and cannot be written anew (%s). See that its disk has room for a second copy of it."
                            .formatted(file, e.getMessage()),
                    e);
        }
        control.write(sql -> sql.update(SEALING).set(SCRUBBED, true).execute());
    }

    private MasterKey fromFile(boolean isSealed) {
        Optional<MasterKey> found = keyFile.read();
        if (found.isEmpty() && isSealed) {
            throw new UnusableStorageException(
                    "The master key is missing that the secrets in %s are sealed with. Restore %s from a backup, or set PENSTOCK_MASTER_KEY to the key."
                            .formatted(file, keyFile.path()),
                    null);
        }
        return found.orElseGet(keyFile::make);
    }

    /** All in one transaction: a folder has nothing in the clear exactly when it has a check value. */
    private static int seal(DSLContext sql, Sealer sealer) {
        boolean hadSecrets = SqlGatewayStore.sealAll(sql, sealer);
        return sql.insertInto(SEALING, POSITION, CHECK_VALUE, SCRUBBED)
                .values(ONLY, sealer.seal(CHECK_PLACE, CHECK_TEXT), !hadSecrets)
                .execute();
    }

    private boolean isScrubbed() {
        return control.read(sql -> sql.fetchExists(SEALING, SCRUBBED.isTrue()));
    }

    private UnusableStorageException otherThanGiven() {
        return new UnusableStorageException(
                "The secrets in %s are sealed with another master key than the given one. Set PENSTOCK_MASTER_KEY to the key they were sealed with, or unset it if that key is in %s."
                        .formatted(file, keyFile.path()),
                null);
    }

    private UnusableStorageException otherThanInFile() {
        return new UnusableStorageException(
                "The secrets in %s are sealed with another master key than the one in %s. Restore both from the same backup, or set PENSTOCK_MASTER_KEY to the key they were sealed with."
                        .formatted(file, keyFile.path()),
                null);
    }
}
