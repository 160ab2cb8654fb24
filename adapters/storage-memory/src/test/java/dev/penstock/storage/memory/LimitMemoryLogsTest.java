package dev.penstock.storage.memory;

import dev.penstock.application.port.LogLimitsContract;
import dev.penstock.application.port.LogStore;

class LimitMemoryLogsTest implements LogLimitsContract {
    @Override
    public LogStore roomyLogs() {
        return new MemoryLogStore(2 * LIMIT);
    }
}
