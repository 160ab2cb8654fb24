package dev.penstock.http.inference;

/**
 * The bounds of request bodies, in bytes.
 *
 * @param body the largest body that is taken at all
 * @param lookedAt the largest JSON body that is read whole to look at it before it goes on; larger ones stream through
 * @param unified the largest body of the unified API, which has to be read whole
 */
public record InferenceLimits(long body, int lookedAt, int unified) {
    private static final int MEBIBYTE = 1024 * 1024;

    public static final InferenceLimits DEFAULTS = new InferenceLimits(100L * MEBIBYTE, MEBIBYTE, 25 * MEBIBYTE);
}
