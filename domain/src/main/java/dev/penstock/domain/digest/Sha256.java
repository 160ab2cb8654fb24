package dev.penstock.domain.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function that every JDK has. */
public final class Sha256 {
    /** Never fed itself: copying it costs less than asking for another, which looks through providers and what they may do. */
    private static final MessageDigest UNUSED = find();

    private Sha256() {}

    /** A new digest that has been fed nothing. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            return find();
        }
    }

    private static MessageDigest find() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
