package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.LogStoreContract;
import dev.penstock.application.port.SampleLogs;
import org.junit.jupiter.api.Test;

class MemoryLogStoreTest implements LogStoreContract {
    private final MemoryLogStore store = new MemoryLogStore(1000);

    @Override
    public LogStore logs() {
        return store;
    }

    @Test
    void drops_the_oldest_when_it_is_full() {
        MemoryLogStore small = new MemoryLogStore(3);

        small.append(SampleLogs.written(0, 2));
        small.append(SampleLogs.written(1, 5));

        assertThat(small.find(SampleLogs.entry(1).key())).isEmpty();
        assertThat(small.find(SampleLogs.entry(2).key())).isPresent();
        assertThat(small.find(SampleLogs.entry(4).key())).isPresent();
    }

    @Test
    void has_room_for_something() {
        assertThatThrownBy(() -> new MemoryLogStore(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
