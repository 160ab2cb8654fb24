package dev.penstock.fakeprovider;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the requests for each model name; forgets the names asked for longest ago. For one event loop. */
final class Attempts {
    private static final int NAMES = 1_000;

    private final Map<String, Integer> byModel = new LinkedHashMap<>();

    /** The number of this request among those for the model, from 1. */
    int next(String model) {
        Integer before = byModel.remove(model);
        int now = before == null ? 1 : before + 1;
        byModel.put(model, now);
        if (byModel.size() > NAMES) {
            byModel.remove(byModel.keySet().iterator().next());
        }
        return now;
    }
}
