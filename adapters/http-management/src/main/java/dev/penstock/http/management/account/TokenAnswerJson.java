package dev.penstock.http.management.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.http.management.edge.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is shown, with one policy for all that it may do.
 *
 * @param value its text, which is shown once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenAnswerJson(
        String id,
        String name,
        String status,
        String issuedOn,
        String modifiedOn,
        @Nullable String notBefore,
        @Nullable String expiresOn,
        List<PolicyJson> policies,
        @Nullable String value) {
    record PolicyJson(String id, String effect, List<GroupJson> permissionGroups, Map<String, String> resources) {}

    record GroupJson(String id, String name) {}

    static TokenAnswerJson of(ApiToken token, @Nullable Secret text, Instant now) {
        AccountId account = token.authority().account();
        PolicyJson policy = new PolicyJson(
                token.id().value(),
                "allow",
                token.authority().permissions().stream()
                        .map(PermissionGroup::of)
                        .map(group -> new GroupJson(group.id(), group.title()))
                        .toList(),
                Map.of(resource(account == null ? null : account.value()), "*"));
        return new TokenAnswerJson(
                token.id().value(),
                token.name(),
                token.statusAt(now).name().toLowerCase(Locale.ROOT),
                Wire.time(token.createdAt()),
                Wire.time(token.modifiedAt()),
                Wire.timeOrNull(token.authority().notBefore()),
                Wire.timeOrNull(token.authority().expiresOn()),
                List.of(policy),
                text == null ? null : text.reveal());
    }

    /** How a policy names an account; all of them for null. */
    static String resource(@Nullable String account) {
        return "com.cloudflare.api.account." + (account == null ? "*" : account);
    }
}
