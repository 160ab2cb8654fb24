package dev.penstock.domain.inference;

/** One HTTP header line. */
public record Header(String name, String value) {
    public boolean isNamed(String other) {
        return name.length() == other.length() && name.equalsIgnoreCase(other);
    }

    /** Names only: values may be credentials. */
    @Override
    public String toString() {
        return name + ": ****";
    }
}
