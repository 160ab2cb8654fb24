package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.LogLimitsContract;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.LogStore.Written;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitSqlLogsTest implements LogLimitsContract {
    private final Path folder;
    private final SqlStorage storage;

    LimitSqlLogsTest(@TempDir Path folder) {
        this.folder = folder;
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public LogStore roomyLogs() {
        return storage.logs();
    }

    @Test
    void gives_space_back_to_the_machine_when_much_of_it_is_free() throws IOException {
        LogPayload payload = new LogPayload(SampleLogs.part("x".repeat(50_000), true), null);
        for (int from = 0; from < 2000; from += 100) {
            int first = from;
            storage.logs()
                    .append(IntStream.range(first, first + 100)
                            .mapToObj(i -> new Written(SampleLogs.entry(i), payload))
                            .toList());
        }
        storage.logs().remove(LogPurge.oldest(SampleLogs.GATEWAY, 1900));

        while (storage.logs().giveSpaceBack()) {
            storage.logs().append(List.of());
        }
        storage.close();

        assertThat(Files.size(folder.resolve("payloads.db"))).isBetween(5_000_000L, 80_000_000L);
    }
}
