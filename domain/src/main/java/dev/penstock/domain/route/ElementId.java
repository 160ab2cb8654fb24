package dev.penstock.domain.route;

/** Names an element within its route. Counters of a rate element survive a new version as long as its name does. */
public record ElementId(String value) {
    public static final int MAX_LENGTH = 256;

    public ElementId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an element's id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
