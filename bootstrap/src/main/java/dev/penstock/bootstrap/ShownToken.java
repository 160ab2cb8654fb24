package dev.penstock.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token as the command line shows it.
 *
 * @param account null when it is for all of them
 * @param expires null for never
 * @param token its text, only when it has just been made
 */
record ShownToken(
        String id,
        String name,
        @Nullable String account,
        List<String> permissions,
        String status,
        String created,
        @Nullable String expires,
        @Nullable String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERMISSION = "AI Gateway ";
    private static final String RESOURCE = "com.cloudflare.api.account.";

    static ShownToken of(ApiToken token, @Nullable Secret text, Instant now) {
        AccountId account = token.authority().account();
        Instant expires = token.authority().expiresOn();
        return new ShownToken(
                token.id().value(),
                token.name(),
                account == null ? null : account.value(),
                token.authority().permissions().stream().map(ShownToken::word).toList(),
                token.statusAt(now).name().toLowerCase(Locale.ROOT),
                token.createdAt().toString(),
                expires == null ? null : expires.toString(),
                text == null ? null : text.reveal());
    }

    /** What the command line calls a permission. */
    static String word(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }

    /** As the management API answers it. */
    static ShownToken of(JsonNode answer) {
        JsonNode policy = answer.path("policies").path(0);
        String resource = policy.path("resources").fieldNames().hasNext()
                ? policy.path("resources").fieldNames().next()
                : "";
        String account = resource.startsWith(RESOURCE) ? resource.substring(RESOURCE.length()) : resource;
        List<String> permissions = new ArrayList<>();
        for (JsonNode group : policy.path("permission_groups")) {
            permissions.add(group.path("name").asText().replace(PERMISSION, "").toLowerCase(Locale.ROOT));
        }
        return new ShownToken(
                answer.path("id").asText(),
                answer.path("name").asText(),
                account.equals("*") ? null : account,
                permissions,
                answer.path("status").asText(),
                answer.path("issued_on").asText(),
                answer.path("expires_on").asText(null),
                answer.path("value").asText(null));
    }

    /** As JSON; a text that is not known is not mentioned. */
    JsonNode json() {
        ObjectNode tree = JSON.valueToTree(this);
        if (token == null) {
            tree.remove("token");
        }
        return tree;
    }

    /** Columns for people and for {@code cut}. What a terminal would take for an order is taken out. */
    String line() {
        String line = String.join(
                "\t",
                id,
                status,
                account == null ? "(all)" : account,
                String.join(",", permissions),
                expires == null ? "never" : expires,
                name.replace('\t', ' '));
        return line.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    }

    /** Its text is no part of it. */
    @Override
    public String toString() {
        return "ShownToken[" + id + "]";
    }
}
