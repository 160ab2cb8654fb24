package dev.penstock.domain.account;

/** What a token may be allowed to do in its account. */
public enum Permission {
    READ("AI Gateway Read"),
    /** Includes {@link #READ}. */
    WRITE("AI Gateway Write"),
    /** Sending traffic through gateways that ask for a token. */
    RUN("AI Gateway Run");

    private final String title;

    Permission(String title) {
        this.title = title;
    }

    /** As the contract calls it. */
    public String title() {
        return title;
    }

    /** Whether who may do this may do that too. */
    public boolean includes(Permission other) {
        return this == other || (this == WRITE && other == READ);
    }
}
