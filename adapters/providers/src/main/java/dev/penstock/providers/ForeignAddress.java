package dev.penstock.providers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Where calls to addresses go that came in by the API. A name is resolved once for each call, the address that it stands for
 * is looked at, and the connection goes to that very address: a name that means something else a moment later changes nothing.
 */
final class ForeignAddress {
    private final NameResolver names;
    private final boolean privateToo;

    /** The address is inside somebody's network. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("not a public address");
        }
    }

    /**
     * Resolves as the clients of this Vert.x do, without blocking.
     *
     * @param privateToo whether addresses inside private networks may be called
     */
    ForeignAddress(Vertx vertx, boolean privateToo) {
        // Vert.x resolves names without blocking for its own connections only; its inner face is the way to ask it for
        // one.
        this.names = ((VertxInternal) vertx).nameResolver();
        this.privateToo = privateToo;
    }

    /** Where to connect to for this host; fails with {@link Refused} when nobody may. */
    Future<SocketAddress> of(Endpoint endpoint) {
        return names.resolve(endpoint.host())
                .compose(address -> allows(address)
                        ? Future.succeededFuture(
                                SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
                        : Future.failedFuture(new Refused()));
    }

    private boolean allows(InetAddress address) {
        return privateToo || PublicAddress.is(address);
    }
}
