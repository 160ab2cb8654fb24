package dev.penstock.domain.account;

/** A text that must not show up anywhere by accident: it prints as stars. Ask for it by name where it is really needed. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "****";
    }
}
