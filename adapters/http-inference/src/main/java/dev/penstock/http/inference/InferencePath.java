package dev.penstock.http.inference;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data plane URL taken apart: {@code /v1/{account}/{gateway}/{provider}/...} (data plane endpoints, section 1).
 *
 * @param target null for the universal endpoint, where the body says what is asked for
 */
record InferencePath(GatewayAddress gateway, @Nullable RequestTarget target) {
    private static final String ROOT = "/v1/";
    private static final String UNIFIED = "compat";
    private static final String MODELS = "models";
    private static final String RUN = "run";
    private static final Map<String, Api> UNIFIED_APIS =
            Map.of("chat/completions", Api.CHAT_COMPLETIONS, "responses", Api.RESPONSES);

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
        if (gateway == 0) {
            return null;
        }
        int slash = path.indexOf('/', gateway);
        int end = slash < 0 ? path.length() : slash;
        GatewayAddress address = address(path.substring(account, gateway - 1), path.substring(gateway, end));
        if (address == null) {
            return null;
        }
        return end + 1 >= path.length() ? new InferencePath(address, null) : below(address, path, end + 1, query);
    }

    /**
     * A URL on a hostname of a gateway's own: {@code /{provider}/...}. Null when the path climbs out of itself.
     */
    static @Nullable InferencePath parse(GatewayAddress gateway, @Nullable String path, @Nullable String query) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/' || climbs(path)) {
            return null;
        }
        return path.length() == 1 ? new InferencePath(gateway, null) : below(gateway, path, 1, query);
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
        if (slug.equals(UNIFIED) && below.equals(MODELS)) {
            return new InferencePath(gateway, new RequestTarget.Native(UNIFIED, MODELS, query));
        }
        RequestTarget target = target(slug, below, query);
        return target == null ? null : new InferencePath(gateway, target);
    }

    /** Whether this is where the unified API tells which models there are. */
    boolean isModelList() {
        return target instanceof RequestTarget.Native asked && asked.slug().equals(UNIFIED);
    }

    /** Whether this is where any model can be run (data plane endpoints, section 5.1). */
    boolean isRun() {
        return target instanceof RequestTarget.Native asked
                && asked.slug().equals(RUN)
                && asked.path().isEmpty();
    }

    private static @Nullable GatewayAddress address(String account, String gateway) {
        return AccountId.isValid(account) && GatewayId.isValid(gateway)
                ? new GatewayAddress(new AccountId(account), new GatewayId(gateway))
                : null;
    }

    /** What stands below a gateway; null when the unified API has nothing at this path. */
    static @Nullable RequestTarget target(String slug, String path, @Nullable String query) {
        if (!slug.equals(UNIFIED)) {
            return new RequestTarget.Native(slug, path, query);
        }
        Api api = UNIFIED_APIS.get(path);
        return api == null ? null : new RequestTarget.Unified(api, query);
    }

    /** A provider must not see a path that leads out of its base URL, however its dots are written. */
    static boolean climbs(String path) {
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
