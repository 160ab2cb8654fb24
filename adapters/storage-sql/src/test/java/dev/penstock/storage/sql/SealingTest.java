package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.ProviderConfigStore.SecretIs;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleProviderConfigs;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Secrets lie sealed in the files of a data folder, under a key that is known to be the right one. */
class SealingTest {
    private static final Gateway GATEWAY = SampleGateways.full("a");
    private static final ProviderConfig CONFIG = SampleProviderConfigs.config("main");

    @TempDir
    private Path folder = Path.of("");

    private static void fill(SqlStorage storage) {
        storage.gateways().insert(GATEWAY);
        storage.providerConfigs().insert(CONFIG, SecretIs.NEW);
    }

    private SqlStorage open(@Nullable MasterKey key) {
        return key == null ? SqlStorage.open(folder) : SqlStorage.open(folder, key);
    }

    private void assertAllIsThere(@Nullable MasterKey key) {
        try (SqlStorage storage = open(key)) {
            assertThat(storage.gateways().all()).containsExactly(GATEWAY);
            assertThat(storage.providerConfigs().find(CONFIG.key())).contains(CONFIG);
        }
    }

    private Path keyFile() {
        return folder.resolve("master.key");
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> bytesOf(file).contains(text)).toList();
        }
    }

    private static String bytesOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("control.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nested
    class AtRest {
        @Test
        void no_secret_lies_in_any_file_while_it_is_open_or_closed() throws IOException {
            try (SqlStorage storage = open(null)) {
                fill(storage);
                assertThat(filesWith("traces.example")).as("what is no secret").isNotEmpty();
                assertThat(filesWith(SampleGateways.CANARY)).isEmpty();
                assertThat(filesWith(SampleProviderConfigs.CANARY)).isEmpty();
            }

            assertThat(filesWith(SampleGateways.CANARY)).isEmpty();
            assertThat(filesWith(SampleProviderConfigs.CANARY)).isEmpty();
            assertAllIsThere(null);
        }

        @Test
        void not_even_the_sealed_form_stays_once_a_config_is_removed() throws IOException, SQLException {
            String sealed;
            try (SqlStorage storage = open(null)) {
                fill(storage);
            }
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("control.db"));
                    Statement statement = connection.createStatement()) {
                sealed = statement
                        .executeQuery("SELECT value FROM provider_secret")
                        .getString(1);
            }
            assertThat(filesWith(sealed)).isNotEmpty();

            try (SqlStorage storage = open(null)) {
                storage.providerConfigs().remove(CONFIG.key());
            }

            assertThat(filesWith(sealed)).isEmpty();
        }

        @Test
        void a_value_that_was_moved_to_another_row_is_not_taken() throws SQLException {
            try (SqlStorage storage = open(null)) {
                fill(storage);
            }
            execute("INSERT INTO provider_secret SELECT account, 'stolen', value FROM provider_secret");
            execute("UPDATE provider_config SET secret = 'stolen'");

            try (SqlStorage storage = open(null)) {
                assertThatThrownBy(() -> storage.providerConfigs().find(CONFIG.key()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("moved from elsewhere");
            }
        }
    }

    @Nested
    class UnderItsKey {
        private final MasterKey given = MasterKey.random();

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void a_key_is_made_once_for_its_owner_alone() throws IOException {
            try (SqlStorage storage = open(null)) {
                fill(storage);
            }
            String made = Files.readString(keyFile());

            assertAllIsThere(null);

            assertThat(made).matches("[0-9a-f]{64}\n");
            assertThat(keyFile()).hasContent(made);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                    .isEqualTo("rw-------");
            assertThat(filesWith(made.strip())).containsExactly(keyFile());
        }

        @Test
        void a_given_key_is_written_nowhere() throws IOException {
            try (SqlStorage storage = open(given)) {
                fill(storage);
            }

            assertAllIsThere(given);
            assertThat(keyFile()).doesNotExist();
            assertThat(filesWith(given.hex().reveal())).isEmpty();
        }

        @Test
        void a_given_key_may_be_the_one_of_the_file() throws IOException {
            try (SqlStorage storage = open(null)) {
                fill(storage);
            }

            assertAllIsThere(MasterKey.parse(Files.readString(keyFile())));
        }

        @Test
        void another_given_key_is_refused_at_once() {
            open(given).close();

            assertRefused(MasterKey.random())
                    .hasMessageContaining("sealed with another master key than the given one")
                    .hasMessageContaining("PENSTOCK_MASTER_KEY");
            open(given).close();
        }

        @Test
        void another_key_in_the_file_is_refused_at_once() throws IOException {
            open(null).close();
            Files.writeString(keyFile(), MasterKey.random().hex().reveal());

            assertRefused(null)
                    .hasMessageContaining("sealed with another master key than the one in " + keyFile())
                    .hasMessageContaining("backup");
        }

        @Test
        void a_lost_key_is_not_replaced_by_a_new_one() throws IOException {
            open(null).close();
            Path elsewhere = folder.resolveSibling(folder.getFileName() + ".key");
            Files.move(keyFile(), elsewhere);

            assertRefused(null)
                    .hasMessageContaining("The master key is missing")
                    .hasMessageContaining("backup");

            assertThat(keyFile()).doesNotExist();
            Files.move(elsewhere, keyFile(), StandardCopyOption.REPLACE_EXISTING);
            open(null).close();
        }

        @Test
        void a_damaged_key_file_is_refused_and_not_repeated() throws IOException {
            open(null).close();
            Files.writeString(keyFile(), "damaged-canary");

            assertRefused(null)
                    .hasMessageContaining(keyFile() + " cannot be read")
                    .hasMessageNotContaining("damaged-canary");
        }

        private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(@Nullable MasterKey key) {
            return assertThatThrownBy(() -> open(key)).isInstanceOf(UnusableStorageException.class);
        }
    }

    /** Folders of the release that kept the secrets of gateways in the clear. */
    @Nested
    class Upgrading {
        /** Many gateways, of which all but one are removed again. */
        private void writeByTheEarlierRelease() throws SQLException, IOException {
            write(folder.resolve("control.db"), () -> {});
        }

        /** The same, as it is when the process is killed: what was written is in the log beside the file. */
        private void writeByTheEarlierReleaseAndKillIt(Path elsewhere) throws SQLException, IOException {
            write(elsewhere.resolve("control.db"), () -> {
                for (String file : List.of("control.db", "control.db-wal")) {
                    Files.copy(elsewhere.resolve(file), folder.resolve(file));
                }
            });
        }

        private interface Meanwhile {
            void act() throws IOException;
        }

        private static void write(Path path, Meanwhile beforeItIsClosed) throws SQLException, IOException {
            SqliteFile file =
                    new SqliteFile(path, "db/sqlite/control", SqlStorage.CONTROL_SCHEMA, SynchronousMode.FULL, 4096);
            file.prepare();
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(file.dataSource(false))
                    .locations("classpath:" + file.migrations())
                    .loggers("slf4j")
                    .target("1")
                    .load()
                    .migrate();
            try (Connection connection = file.dataSource(false).getConnection()) {
                for (int i = 0; i < 50; i++) {
                    insertPlain(connection, SampleGateways.full("g" + i));
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DELETE FROM gateway WHERE id <> 'g7'");
                }
                beforeItIsClosed.act();
            }
        }

        private static void insertPlain(Connection connection, Gateway gateway) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO gateway VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, gateway.address().account().value());
                insert.setString(2, gateway.id().value());
                insert.setLong(3, gateway.createdAt().toEpochMilli());
                insert.setLong(4, gateway.modifiedAt().toEpochMilli());
                insert.setString(5, JsonDocument.write(PoliciesRowMapper.INSTANCE.row(gateway.policies()), "policies"));
                insert.execute();
            }
        }

        private void assertSealed() throws IOException {
            try (SqlStorage storage = open(null)) {
                assertThat(storage.gateways().all()).containsExactly(SampleGateways.full("g7"));
                assertThat(filesWith(SampleGateways.CANARY)).isEmpty();
            }
            assertThat(filesWith(SampleGateways.CANARY)).isEmpty();
        }

        @Test
        void seals_what_is_there_and_leaves_no_trace_of_what_was() throws IOException, SQLException {
            writeByTheEarlierRelease();
            String before = bytesOf(folder.resolve("control.db"));
            assertThat(before.split(SampleGateways.CANARY, -1))
                    .as("also in free pages")
                    .hasSizeGreaterThan(50);

            assertSealed();
            assertSealed();
        }

        @Test
        void leaves_no_trace_in_the_log_beside_the_file_either(@TempDir Path elsewhere)
                throws IOException, SQLException {
            writeByTheEarlierReleaseAndKillIt(elsewhere);
            assertThat(filesWith(SampleGateways.CANARY)).contains(folder.resolve("control.db-wal"));

            assertSealed();
        }

        @Test
        void wipes_at_the_next_start_what_a_crash_kept_it_from_wiping() throws IOException, SQLException {
            open(null).close();
            execute("CREATE TABLE older (text TEXT)");
            execute("INSERT INTO older VALUES ('" + SampleGateways.CANARY.repeat(2000) + "')");
            execute("DROP TABLE older");
            execute("UPDATE sealing SET scrubbed = 0");
            assertThat(filesWith(SampleGateways.CANARY)).isNotEmpty();

            open(null).close();

            assertThat(filesWith(SampleGateways.CANARY)).isEmpty();
        }

        @Test
        void keeps_everything_plain_when_it_fails_half_way() throws IOException, SQLException {
            writeByTheEarlierRelease();
            execute("INSERT INTO gateway VALUES ('account', 'zz', 0, 0, 'no document')");

            assertThatThrownBy(() -> open(null)).hasMessageContaining("account/zz");
            execute("DELETE FROM gateway WHERE id = 'zz'");

            assertSealed();
        }
    }
}
