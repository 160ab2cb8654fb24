package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.application.port.SampleTrails;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.gateway.Policies;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConfig.SynchronousMode;

class MigrationsTest {
    private final Path folder;

    MigrationsTest(@TempDir Path temporary) {
        folder = temporary.resolve("deep").resolve("folder");
    }

    /** The first release kept in each row what rows have in common now. */
    @Test
    void keeps_the_entries_of_the_first_release() throws SQLException, IOException {
        Files.createDirectories(folder);
        String url = "jdbc:sqlite:" + folder.resolve("logs.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite/logs")
                .target("1")
                .load()
                .migrate();
        LogEntry known = SampleLogs.entry(1);
        String row =
                "INSERT INTO log VALUES (%d, 1, x'%s', %d, 'openai', %s, 'text-generation', 'chat/completions', 'provider', 0,"
                        + " 200, 1, 0, 420, 'complete', 120, 45, 0, 0, 1, 0.000045, NULL, 0, '%s', 'OpenAI/Python 2.0', 1,"
                        + " 'application/json', 'application/json', 512, 1024, NULL, NULL, NULL)";
        LogId own = SampleLogs.entry(2).id();
        execute("logs.db", "INSERT INTO log_gateway VALUES (1, '%s', 'logs', 2)".formatted(SampleGateways.ACCOUNT));
        execute(
                "logs.db",
                row.formatted(7, hex(known.id()), known.createdAt().toEpochMilli(), "'gpt-4o-mini'", "event-1"));
        execute("logs.db", row.formatted(9, hex(own), known.createdAt().toEpochMilli(), "NULL", own));

        try (SqlStorage storage = SqlStorage.open(folder)) {
            LogQuery all = new LogQuery(
                    SampleLogs.GATEWAY, List.of(), null, LogQuery.Order.OLDEST_FIRST, new PageRequest(1, 10));
            Page<LogEntry> page = storage.logs().list(all);

            assertThat(page.total()).isEqualTo(2);
            assertThat(page.items().get(0).with(LogEntry.Notes.NONE).call()).isEqualTo(known.call());
            assertThat(page.items().get(0).caller()).isEqualTo(known.caller());
            assertThat(page.items().get(0).outcome()).isEqualTo(known.outcome());
            assertThat(page.items().get(1).call().model()).isNull();
            assertThat(page.items().get(1).caller().eventId()).isEqualTo(own.toString());
        }
    }

    @Test
    void takes_ways_through_routes_beside_the_entries_of_a_release_that_knew_none() throws SQLException, IOException {
        Files.createDirectories(folder);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + folder.resolve("logs.db"), null, null)
                .locations("classpath:db/sqlite/logs")
                .target("3")
                .load()
                .migrate();
        LogEntry old = SampleLogs.entry(1);
        execute("logs.db", "INSERT INTO log_gateway VALUES (1, '%s', 'logs', 1)".formatted(SampleGateways.ACCOUNT));
        execute("logs.db", "UPDATE log_sequence SET latest = 7");
        execute(
                "logs.db",
                "INSERT INTO log_facet VALUES (1, 1, 'openai', 'gpt-4o-mini', 'text-generation', 'provider', 0, 200, 1, 0,"
                        + " 'complete', 1, 'OpenAI/Python 2.0', 'application/json', 1, %1$d, %1$d)"
                                .formatted(old.createdAt().toEpochMilli()));
        execute(
                "logs.db",
                ("INSERT INTO log VALUES (7, 1, x'%s', %d, 1, 'chat/completions', 420, 120, 45, 0, 0, 1, 0.000045, NULL, 0,"
                                + " 'event-1', 'application/json', 512, 1024, NULL, NULL, NULL, NULL)")
                        .formatted(hex(old.id()), old.createdAt().toEpochMilli()));
        LogEntry next = SampleLogs.entry(2).withTrail(SampleTrails.plain());

        try (SqlStorage storage = SqlStorage.open(folder)) {
            storage.logs().append(List.of(SampleLogs.written(next)));

            assertThat(storage.logs().find(old.key())).contains(old);
            assertThat(storage.logs().find(next.key())).contains(next);
        }
    }

    private static String hex(LogId id) {
        return id.toString().replace("-", "");
    }

    /** A start believes these numbers, and asks Flyway only when a file has another one. */
    @ParameterizedTest
    @MethodSource("schemas")
    void the_newest_migrations_are_known(String name, int known) throws IOException {
        Files.createDirectories(folder);
        Flyway flyway = Flyway.configure()
                .dataSource("jdbc:sqlite:" + folder.resolve(name + ".db"), null, null)
                .locations("classpath:db/sqlite/" + name)
                .load();

        assertThat(flyway.info().pending()).hasSize(known);
        assertThat(flyway.info().pending()[known - 1].getVersion().getVersion()).isEqualTo(Integer.toString(known));
    }

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of("control", SqlStorage.CONTROL_SCHEMA),
                Arguments.of("logs", SqlStorage.ROW_SCHEMA),
                Arguments.of("payloads", SqlStorage.PAYLOAD_SCHEMA));
    }

    @Test
    void refuses_a_database_of_a_newer_release() throws SQLException {
        SqlStorage.open(folder).close();
        execute(
                "logs.db",
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', 1, installed_by, installed_on, 1, 1 FROM flyway_schema_history LIMIT 1");

        assertThatThrownBy(() -> SqlStorage.open(folder))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("logs.db was written by a newer Penstock (schema version 99)")
                .hasMessageContaining("restore a backup");
    }

    @Test
    void refuses_a_file_that_is_no_database() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("control.db"), "these are not the bytes you are looking for".repeat(100));

        assertThatThrownBy(() -> SqlStorage.open(folder))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("control.db is damaged, or is not a database of Penstock")
                .hasMessageContaining("Restore it from a backup");
    }

    @Test
    void refuses_a_database_of_something_else() throws IOException, SQLException {
        Files.createDirectories(folder);
        execute("control.db", "CREATE TABLE other (a TEXT)");

        assertThatThrownBy(() -> SqlStorage.open(folder))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("control.db");
    }

    @Test
    void refuses_a_folder_that_is_a_file() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "");

        assertThatThrownBy(() -> SqlStorage.open(folder))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("cannot be written");
    }

    /** A refusal must not hold the lock: the person will try again. */
    @Test
    void lets_go_of_a_folder_that_it_refuses() throws IOException {
        Files.createDirectories(folder);
        Path control = Files.writeString(folder.resolve("control.db"), "x".repeat(5000));
        assertThatThrownBy(() -> SqlStorage.open(folder)).isInstanceOf(UnusableStorageException.class);

        Files.delete(control);

        SqlStorage.open(folder).close();
    }

    @Test
    void upgrades_an_older_database_when_it_is_opened(@TempDir Path older) throws SQLException {
        Path path = older.resolve("old.db");
        SqliteFile first = new SqliteFile(path, "db/sqlite/upgrade/first", 1, SynchronousMode.FULL, 4096);
        SqliteFile second = new SqliteFile(path, "db/sqlite/upgrade/second", 2, SynchronousMode.FULL, 4096);
        try (Database database = Database.open(first)) {
            database.write(sql -> sql.execute("INSERT INTO thing (name) VALUES ('kept')"));
        }

        try (Database database = Database.open(second)) {
            String thing = database.read(sql -> String.valueOf(sql.fetchValue("SELECT name || colour FROM thing")));
            assertThat(thing).isEqualTo("keptgrey");
        }
        assertThatThrownBy(() -> Database.open(first)).hasMessageContaining("newer Penstock");
    }

    @Test
    void lets_the_tokens_of_an_older_release_administer_everything() throws IOException, SQLException {
        Files.createDirectories(folder);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + folder.resolve("control.db"), null, null)
                .locations("classpath:db/sqlite/control")
                .loggers("slf4j")
                .target("1")
                .load()
                .migrate();
        TokenHash hash = TokenHash.of("pst_old");
        execute("control.db", "INSERT INTO home_account VALUES (1, 'home')");
        String policies = JsonDocument.write(PoliciesRowMapper.INSTANCE.row(Policies.DEFAULTS), "policies");
        execute(
                "control.db",
                "INSERT INTO gateway VALUES ('busy', 'g', 3000, 4000, '%s'), ('busy', 'h', 2000, 4000, '%s')"
                        .formatted(policies, policies));
        execute("control.db", "INSERT INTO api_token VALUES (7, '" + hash.hex() + "', 'old', 5000)");
        execute(
                "control.db",
                "INSERT INTO api_token VALUES (8, '" + TokenHash.of("2").hex() + "', 'second', 6000)");

        try (SqlStorage storage = SqlStorage.open(folder)) {
            List<ApiToken> tokens = storage.access().tokens();
            assertThat(tokens).hasSize(2);
            assertThat(tokens.get(0))
                    .isEqualTo(ApiToken.ofOwner(tokens.get(0).id(), hash, "old", Instant.ofEpochMilli(5000)));
            assertThat(tokens.get(0).id()).isNotEqualTo(tokens.get(1).id());
            assertThat(storage.accounts().list(null, new PageRequest(1, 10)).items())
                    .containsExactly(
                            new Account(new AccountId("busy"), Instant.ofEpochMilli(2000)),
                            new Account(new AccountId("home"), Instant.ofEpochMilli(5000)));
        }
    }

    private void execute(String file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
