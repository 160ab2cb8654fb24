package dev.penstock.bootstrap.exam;

import java.util.Locale;

/** What a caller asks for when a stream breaks that it has seen a part of. */
public enum Rescue {
    OFF,
    RESTART,
    CONTINUE;

    /** As the header {@code penstock-rescue} has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
