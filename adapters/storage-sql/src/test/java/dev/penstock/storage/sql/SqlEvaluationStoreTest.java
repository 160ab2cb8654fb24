package dev.penstock.storage.sql;

import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.EvaluationStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlEvaluationStoreTest implements EvaluationStoreContract {
    private final SqlStorage storage;

    SqlEvaluationStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public EvaluationStore evaluations() {
        return storage.evaluations();
    }
}
