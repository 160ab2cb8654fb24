package dev.penstock.fakeprovider;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the requests for each model name; forgets the names asked for longest ago. For one event loop. */
final class Attempts {
    private static final int NAMES = 1_000;

    private final Map<String, Attempt> byModel = new LinkedHashMap<>();

    /**
     * One request among those for a model.
     *
     * @param number from 1
     * @param since when the first of them came
     */
    record Attempt(int number, Instant since) {}

    Attempt next(String model, Instant now) {
        Attempt before = byModel.remove(model);
        Attempt attempt = before == null ? new Attempt(1, now) : new Attempt(before.number() + 1, before.since());
        byModel.put(model, attempt);
        if (byModel.size() > NAMES) {
            byModel.remove(byModel.keySet().iterator().next());
        }
        return attempt;
    }
}
