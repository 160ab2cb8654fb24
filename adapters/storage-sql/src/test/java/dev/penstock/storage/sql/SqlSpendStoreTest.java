package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleSpend;
import dev.penstock.application.port.SpendStore;
import dev.penstock.application.port.SpendStoreContract;
import dev.penstock.domain.spend.SettledSpend;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSpendStoreTest implements SpendStoreContract {
    private final Path folder;
    private SqlStorage storage;

    SqlSpendStoreTest(@TempDir Path folder) {
        this.folder = folder;
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public SpendStore spend() {
        return storage.spend();
    }

    @Test
    void keeps_amounts_over_a_restart() {
        SettledSpend spend = SampleSpend.settled(SampleSpend.key(SampleSpend.GATEWAY, "r"), "0.1", "0.000000000001");
        spend().save(List.of(spend));

        storage.close();
        storage = SqlStorage.open(folder);

        assertThat(spend().load()).containsExactly(spend);
    }
}
