package dev.penstock.domain.route;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The number that a value draws at an element: always the same for the same value, in every version, and spread evenly over
 * all values. Elements draw independently of each other.
 */
final class Draw {
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final double WHOLE = 100;

    private Draw() {}

    /** From 0 to below 100. */
    static double of(ElementId element, @Nullable Object value) {
        long mixed = mix(hash(hash(SEED, element.value()), PlainJson.text(value)));
        return (mixed >>> 11) * 0x1.0p-53 * WHOLE;
    }

    /** FNV-1a, with a byte in between that no text has, so that two texts cannot be parted otherwise. */
    private static long hash(long before, String text) {
        long hash = before;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * PRIME;
        }
        return (hash ^ 0xff) * PRIME;
    }

    /** Lets every bit of the input have a say in every bit of the outcome (the finisher of MurmurHash3). */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
