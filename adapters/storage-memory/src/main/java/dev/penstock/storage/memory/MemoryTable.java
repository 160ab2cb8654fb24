package dev.penstock.storage.memory;

import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Values by key. Every method is one step that no other thread sees half of. Values must not change. */
final class MemoryTable<K, V> {
    private final Map<K, V> rows = new LinkedHashMap<>();

    /** Keeps a new value; false, and nothing changes, when its key is taken or a kept value clashes with it. */
    synchronized boolean insert(K key, V value, Predicate<? super V> clashes) {
        if (rows.containsKey(key) || rows.values().stream().anyMatch(clashes)) {
            return false;
        }
        rows.put(key, value);
        return true;
    }

    /** Keeps {@code next} in place of {@code current}; false, and nothing changes, when {@code current} is not what is kept. */
    synchronized boolean replace(K key, V current, V next) {
        return rows.replace(key, current, next);
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    synchronized Optional<V> remove(K key) {
        return Optional.ofNullable(rows.remove(key));
    }

    synchronized void removeIf(Predicate<? super V> unwanted) {
        rows.values().removeIf(unwanted);
    }

    /** In the order in which they came. */
    synchronized List<V> all() {
        return List.copyOf(rows.values());
    }

    Page<V> page(Predicate<? super V> wanted, Comparator<? super V> order, PageRequest page) {
        return Page.of(all().stream().filter(wanted).sorted(order).toList(), page);
    }
}
