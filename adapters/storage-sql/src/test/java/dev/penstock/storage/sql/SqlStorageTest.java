package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqlStorageTest {
    private static final Written KEPT =
            new Written(SampleLogs.entry(1), new LogPayload(SampleLogs.part("asked", true), null));

    private final Path folder;

    SqlStorageTest(@TempDir Path temporary) {
        folder = temporary.resolve("deep").resolve("folder");
    }

    @Test
    void remembers_everything_when_it_is_opened_again() {
        Gateway gateway = SampleGateways.full("a");
        try (SqlStorage storage = SqlStorage.open(folder)) {
            storage.gateways().insert(gateway);
            storage.access().keepHomeAccount(new AccountId("home"));
            storage.logs().append(List.of(KEPT));
        }

        try (SqlStorage storage = SqlStorage.open(folder)) {
            assertThat(storage.gateways().all()).containsExactly(gateway);
            assertThat(storage.access().homeAccount()).contains(new AccountId("home"));
            assertThat(storage.logs().find(KEPT.entry().key())).contains(KEPT.entry());
            assertThat(storage.logs().payload(KEPT.entry().key())).contains(KEPT.payload());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void lets_nobody_else_read_its_files() throws IOException {
        try (SqlStorage storage = SqlStorage.open(folder)) {
            storage.logs().append(List.of(KEPT));

            assertThat(permissions(folder)).isEqualTo("rwx------");
            try (var files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSizeGreaterThan(6)
                        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void is_for_one_process_at_a_time_and_says_so() {
        try (SqlStorage first = SqlStorage.open(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> SqlStorage.open(folder))
                    .isInstanceOf(UnusableStorageException.class)
                    .hasMessageContaining("Another Penstock uses the data folder")
                    .hasMessageContaining("--data");
        }

        SqlStorage.open(folder).close();
    }

    @Test
    void gives_new_files_what_only_new_files_can_be_given() throws SQLException {
        SqlStorage.open(folder).close();

        for (String file : List.of("control.db", "logs.db", "payloads.db")) {
            assertThat(ask(file, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(ask(file, "PRAGMA auto_vacuum")).as("incremental").isEqualTo("2");
        }
        assertThat(ask("logs.db", "PRAGMA page_size")).isEqualTo("8192");
        assertThat(ask("payloads.db", "PRAGMA page_size")).isEqualTo("16384");
    }

    @Test
    void fails_calls_after_it_is_closed_and_closes_twice() {
        SqlStorage storage = SqlStorage.open(folder);
        storage.close();
        storage.close();

        assertThatThrownBy(() -> storage.gateways().all()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> storage.logs().append(List.of(KEPT))).isInstanceOf(DataAccessException.class);
    }

    @Test
    void shows_an_entry_whose_payload_a_power_cut_took_as_not_kept() throws SQLException {
        try (SqlStorage storage = SqlStorage.open(folder)) {
            storage.logs().append(List.of(KEPT));
        }
        execute("payloads.db", "DELETE FROM payload");

        try (SqlStorage storage = SqlStorage.open(folder)) {
            assertThat(storage.logs().payload(KEPT.entry().key())).contains(LogPayload.NONE);
        }
    }

    @Test
    void never_shows_a_payload_that_a_crash_left_behind_under_another_entry() throws SQLException {
        SqlStorage.open(folder).close();
        execute("payloads.db", "INSERT INTO payload VALUES (1, 'left behind', 1, NULL, 0)");

        try (SqlStorage storage = SqlStorage.open(folder)) {
            Written without = SampleLogs.written(SampleLogs.entry(2));
            storage.logs().append(List.of(without));

            assertThat(storage.logs().payload(without.entry().key())).contains(LogPayload.NONE);
        }
    }

    @Test
    void counts_from_an_index() throws SQLException {
        SqlStorage.open(folder).close();
        LogFilter late = new LogFilter(LogField.CREATED_AT, LogFilter.Operator.GT, List.of(5L));
        LogFilter openai = new LogFilter(LogField.PROVIDER, LogFilter.Operator.EQ, List.of("openai"));

        assertThat(plan(List.of(late, openai)))
                .contains("USING COVERING INDEX log_by_time (gateway=? AND created_at>?)");
        assertThat(plan(List.of(late))).contains("USING COVERING INDEX log_by_time (gateway=? AND created_at>?)");
    }

    @Test
    void finds_single_entries_without_looking_at_others() throws SQLException {
        SqlStorage.open(folder).close();
        String id = SampleLogs.entry(1).id().toString();

        assertThat(plan(List.of(new LogFilter(LogField.ID, LogFilter.Operator.EQ, List.of(id)))))
                .contains("log_by_id (gateway=? AND id=?)");
        assertThat(plan(List.of(new LogFilter(LogField.EVENT_ID, LogFilter.Operator.EQ, List.of(id)))))
                .contains("SEARCH log USING INTEGER PRIMARY KEY")
                .contains("log_by_event (event_id=?)")
                .doesNotContain("SCAN log");
        assertThat(plan(List.of(new LogFilter(LogField.METADATA_VALUE, LogFilter.Operator.EQ, List.of("u1")))))
                .contains("SEARCH log USING INTEGER PRIMARY KEY")
                .contains("log_metadata_by_value (value=?)");
    }

    private String plan(List<LogFilter> filters) throws SQLException {
        try (Connection connection = connect("logs.db")) {
            return explain(DSL.using(connection, SQLDialect.SQLITE)
                    .selectCount()
                    .from(LogTables.LOG)
                    .where(LogPick.of(DSL.using(connection, SQLDialect.SQLITE), 1, filters, null)
                            .ofEntries())
                    .getSQL(ParamType.INLINED));
        }
    }

    private void execute(String file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String explain(String sql) throws SQLException {
        return rows("logs.db", "EXPLAIN QUERY PLAN " + sql, "detail");
    }

    private String ask(String file, String pragma) throws SQLException {
        return rows(file, pragma, pragma.substring("PRAGMA ".length())).strip();
    }

    private String rows(String file, String sql, String column) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(column)).append('\n');
            }
            return text.toString();
        }
    }

    private Connection connect(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
