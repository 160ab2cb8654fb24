package dev.penstock.fakeprovider;

import org.jspecify.annotations.Nullable;

/** The fault that strikes every model request, whatever its model is called. Set from any thread. */
final class Strike {
    private volatile Blow blow = new Blow(null, Fault.none(), "");
    private int number;

    /**
     * A fault as it was set.
     *
     * @param key what its requests are counted under, another one each time it is set
     */
    record Blow(@Nullable String name, Fault fault, String key) {}

    /** From now on this fault strikes, and counts from 1; null leaves it to the models' names again. */
    synchronized void set(@Nullable String name) {
        Fault fault = name == null ? Fault.none() : Fault.named(name);
        if (fault == null) {
            throw new IllegalArgumentException("'%s' is not the name of a fault".formatted(name));
        }
        blow = new Blow(name, fault, "strike " + ++number);
    }

    @Nullable
    String name() {
        return blow.name;
    }

    /** Null where each model's name decides for itself. */
    @Nullable
    Blow blow() {
        Blow current = blow;
        return current.name == null ? null : current;
    }
}
