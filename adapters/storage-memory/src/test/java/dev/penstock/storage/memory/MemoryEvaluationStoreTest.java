package dev.penstock.storage.memory;

import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.EvaluationStoreContract;

class MemoryEvaluationStoreTest implements EvaluationStoreContract {
    private final MemoryEvaluationStore store = new MemoryEvaluationStore();

    @Override
    public EvaluationStore evaluations() {
        return store;
    }
}
