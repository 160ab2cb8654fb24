package dev.penstock.domain.inference;

import dev.penstock.domain.account.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that the caller of a WebSocket offers (data plane endpoints, section 6). A page in a browser can set no
 * headers, so credentials come as items {@code name.value} here; those are never told back to the caller.
 */
public record Subprotocols(List<String> items) {
    /** The header that they come in. */
    public static final String HEADER = "sec-websocket-protocol";

    private static final String GATEWAY_TOKEN = "cf-aig-authorization";
    private static final List<String> CREDENTIAL_NAMES = List.of("authorization", "api-key", "apikey", "token");
    private static final List<String> SCHEMES = List.of("token", "bearer");

    public Subprotocols {
        items = List.copyOf(items);
    }

    public static Subprotocols in(Headers headers) {
        List<String> items = new ArrayList<>();
        for (Header line : headers) {
            if (line.isNamed(HEADER)) {
                for (String item : line.value().split(",", -1)) {
                    if (!item.isBlank()) {
                        items.add(item.strip());
                    }
                }
            }
        }
        return new Subprotocols(items);
    }

    /** The token for the gateway itself; null when there is none. */
    public @Nullable Secret gatewayToken() {
        String token = key(GATEWAY_TOKEN);
        return token == null ? null : new Secret(token);
    }

    /** What stands behind this name and a dot; null when nothing does. */
    public @Nullable String key(String name) {
        for (String item : items) {
            if (isNamed(item, name) && item.length() > name.length() + 1) {
                return item.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** What of them is none of the gateway's business. */
    public Subprotocols withoutGatewayToken() {
        return without(item -> isNamed(item, GATEWAY_TOKEN));
    }

    public Subprotocols withoutKey(String name) {
        return without(item -> isNamed(item, name));
    }

    /** Without the items whose value is unwanted. */
    public Subprotocols withoutValues(Predicate<String> unwanted) {
        return without(item -> unwanted.test(item) || unwanted.test(item.substring(item.indexOf('.') + 1)));
    }

    private Subprotocols without(Predicate<String> unwanted) {
        return new Subprotocols(
                items.stream().filter(item -> !unwanted.test(item)).toList());
    }

    /** Those that hold no credential: all that may be told back to the caller. */
    public List<String> plain() {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            // Some providers take a scheme and its credential as two items.
            boolean follows = i > 0 && SCHEMES.contains(items.get(i - 1).toLowerCase(Locale.ROOT));
            if (!follows && !isCredential(items.get(i))) {
                plain.add(items.get(i));
            }
        }
        return plain;
    }

    private static boolean isCredential(String item) {
        int dot = item.indexOf('.');
        String name = item.substring(0, Math.max(0, dot)).toLowerCase(Locale.ROOT);
        return CREDENTIAL_NAMES.stream().anyMatch(name::endsWith);
    }

    private static boolean isNamed(String item, String name) {
        return item.regionMatches(true, 0, name, 0, name.length()) && item.startsWith(".", name.length());
    }

    /** How many there are: they may be credentials. */
    @Override
    public String toString() {
        return "Subprotocols[" + items.size() + "]";
    }
}
