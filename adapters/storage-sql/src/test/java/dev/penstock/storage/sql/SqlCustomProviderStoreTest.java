package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.port.CustomProviderStoreContract;
import dev.penstock.application.port.SampleCustomProviders;
import dev.penstock.application.port.SampleGateways;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCustomProviderStoreTest implements CustomProviderStoreContract {
    private final SqlStorage storage;
    private final Path folder;

    SqlCustomProviderStoreTest(@TempDir Path folder) {
        this.folder = folder;
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void keeps_header_values_sealed() throws IOException {
        providers().insert(SampleCustomProviders.provider(1, SampleCustomProviders.fullDraft("full")));

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SampleGateways.CANARY);
            }
        }
    }

    @Override
    public CustomProviderStore providers() {
        return storage.customProviders();
    }
}
