package dev.penstock.http.inference;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.RequestTarget;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A data plane URL taken apart: {@code /v1/{account}/{gateway}/{provider}/...} (data plane endpoints, section 1). */
record InferencePath(GatewayAddress gateway, RequestTarget target) {
    private static final String ROOT = "/v1/";
    private static final String UNIFIED = "compat";
    private static final String UNIFIED_CHAT = "chat/completions";

    /**
     * Null when the path does not name account, gateway and provider, or climbs out of itself.
     *
     * @param path still percent-encoded, as it is passed on
     */
    static @Nullable InferencePath parse(@Nullable String path, @Nullable String query) {
        if (path == null || !path.startsWith(ROOT) || climbs(path)) {
            return null;
        }
        int account = ROOT.length();
        int gateway = path.indexOf('/', account) + 1;
        int provider = gateway == 0 ? 0 : path.indexOf('/', gateway) + 1;
        if (provider == 0 || provider == path.length()) {
            return null;
        }
        GatewayAddress address = address(path.substring(account, gateway - 1), path.substring(gateway, provider - 1));
        return address == null ? null : below(address, path, provider, query);
    }

    /**
     * A URL on a hostname of a gateway's own: {@code /{provider}/...}. Null when the path names no provider, or climbs out of
     * itself.
     */
    static @Nullable InferencePath parse(GatewayAddress gateway, @Nullable String path, @Nullable String query) {
        return path == null || path.length() < 2 || path.charAt(0) != '/' || climbs(path)
                ? null
                : below(gateway, path, 1, query);
    }

    /**
     * The rest of a URL, in which the gateway is known.
     *
     * @param provider where its name begins
     */
    private static @Nullable InferencePath below(
            GatewayAddress gateway, String path, int provider, @Nullable String query) {
        int rest = path.indexOf('/', provider);
        String slug = path.substring(provider, rest < 0 ? path.length() : rest);
        String below = rest < 0 ? "" : path.substring(rest + 1);
        RequestTarget target =
                slug.equals(UNIFIED) ? unified(below, query) : new RequestTarget.Native(slug, below, query);
        return target == null ? null : new InferencePath(gateway, target);
    }

    private static @Nullable GatewayAddress address(String account, String gateway) {
        return AccountId.isValid(account) && GatewayId.isValid(gateway)
                ? new GatewayAddress(new AccountId(account), new GatewayId(gateway))
                : null;
    }

    private static @Nullable RequestTarget unified(String below, @Nullable String query) {
        return below.equals(UNIFIED_CHAT) ? new RequestTarget.UnifiedChat(query) : null;
    }

    /** A provider must not see a path that leads out of its base URL, however its dots are written. */
    private static boolean climbs(String path) {
        if (path.indexOf("..") < 0 && path.indexOf('%') < 0) {
            return false;
        }
        String plain = path.toLowerCase(Locale.ROOT)
                .replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/")
                .replace("%3b", ";")
                .replace('\\', '/');
        return plain.contains("/../") || plain.endsWith("/..") || plain.contains("/..;");
    }
}
