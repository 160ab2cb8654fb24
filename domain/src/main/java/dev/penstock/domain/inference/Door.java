package dev.penstock.domain.inference;

/** The way a request came in. */
public enum Door {
    /** A provider's own API. */
    PROVIDER,
    /** The unified endpoints below a gateway. */
    COMPAT,
    /** A list of steps. */
    UNIVERSAL,
    /** The REST forms beside the management API. */
    RUN,
    /** A WebSocket. */
    WEBSOCKET
}
