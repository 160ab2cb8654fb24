package dev.penstock.storage.sql;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database file to the form that this release knows, or says why it cannot. */
final class Migrations {
    private Migrations() {}

    static void run(SqliteFile file) {
        try {
            file.prepare();
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(file.dataSource(false))
                    .locations("classpath:" + file.migrations())
                    .loggers("slf4j")
                    .load();
            refuseNewer(file, flyway.info().all());
            flyway.migrate();
        } catch (FlywayException | SQLException e) {
            throw new UnusableStorageException(
                    "%s is damaged, or is not a database of Penstock (%s). Restore it from a backup, or move it and the files named after it away to start with an empty one."
                            .formatted(file.path(), firstLine(e)),
                    e);
        }
    }

    private static void refuseNewer(SqliteFile file, MigrationInfo[] migrations) {
        for (MigrationInfo migration : migrations) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new UnusableStorageException(
                        "%s was written by a newer Penstock (schema version %s). Start that release again, or restore a backup from before the upgrade."
                                .formatted(file.path(), migration.getVersion()),
                        null);
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }
}
