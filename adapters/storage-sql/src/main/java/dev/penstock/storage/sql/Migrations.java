package dev.penstock.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database file to the form that this release knows, or says why it cannot. */
final class Migrations {
    private static final String TABLES =
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'";
    private static final String HISTORY = "SELECT count(*) AS migrations, max(CAST(version AS INTEGER)) AS newest,"
            + " min(success) AS all_went_well FROM flyway_schema_history";

    private Migrations() {}

    static void run(SqliteFile file) {
        try {
            file.prepare();
            if (isCurrent(file)) {
                return;
            }
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

    /** Asking Flyway takes a good part of a start, and nearly every start finds nothing to do. */
    private static boolean isCurrent(SqliteFile file) throws SQLException {
        try (Connection connection = file.dataSource(true).getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet history = statement.executeQuery(TABLES)) {
                if (history.getInt(1) == 0) {
                    return false;
                }
            }
            try (ResultSet history = statement.executeQuery(HISTORY)) {
                return history.getInt("migrations") == file.schema()
                        && history.getInt("newest") == file.schema()
                        && history.getBoolean("all_went_well");
            }
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
