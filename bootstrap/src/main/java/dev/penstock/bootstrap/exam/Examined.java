package dev.penstock.bootstrap.exam;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A Penstock that was started only to be examined. */
public interface Examined extends AutoCloseable {
    String url();

    String account();

    /** Opens everything. */
    String token();

    @Override
    void close();

    /** Starts one. */
    interface Starter {
        Examined start(Wish wish);
    }

    /**
     * What the exam needs of it.
     *
     * @param folder where it may keep things; gone after the exam
     * @param baseUrls where each provider is
     * @param failures so many in a row open the circuit of a model
     * @param cooldown so long it stays open before a probe
     */
    record Wish(Path folder, Map<String, String> baseUrls, int failures, Duration cooldown) {
        public Wish {
            baseUrls = Map.copyOf(baseUrls);
        }
    }
}
