package dev.penstock.http.management.account;

import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Wire;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the token that a request wishes for, with all that is wrong with it. For one request. */
final class TokenDraftReader {
    private static final Path POLICIES = Findings.BODY.key("policies");

    private final Findings findings;
    private final String resource;

    private TokenDraftReader(Call call) {
        findings = call.findings();
        resource = TokenAnswerJson.resource(call.params().get("account_id"));
    }

    static TokenDraft read(Call call) {
        TokenJson json = Wire.read(call.readableBody(), TokenJson.class);
        TokenDraft draft = new TokenDraftReader(call).draft(json);
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    private TokenDraft draft(TokenJson json) {
        if (json.condition() != null && !json.condition().isEmpty()) {
            findings.add(Findings.BODY.key("condition"), "Conditions are not supported: nothing would check them");
        }
        List<TokenJson.PolicyJson> policies = json.policies();
        return new TokenDraft(
                json.name(),
                policies == null ? null : permissions(policies),
                time("not_before", json.notBefore()),
                time("expires_on", json.expiresOn()),
                disabled(json.status()));
    }

    private Set<Permission> permissions(List<TokenJson.PolicyJson> policies) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (int i = 0; i < policies.size(); i++) {
            Path at = POLICIES.index(i);
            List<TokenJson.GroupJson> groups = policies.get(i).permissionGroups();
            for (int j = 0; j < groups.size(); j++) {
                permission(groups.get(j), at.key("permission_groups").index(j), permissions);
            }
            checkResources(policies.get(i).resources().keySet(), at.key("resources"));
        }
        return permissions;
    }

    private void permission(TokenJson.GroupJson group, Path at, Set<Permission> permissions) {
        PermissionGroup.named(group.id(), group.name())
                .ifPresentOrElse(
                        known -> permissions.add(known.permission()),
                        () -> findings.add(
                                at.key(group.id() == null ? "name" : "id"), "There is no such permission group"));
    }

    private void checkResources(Set<String> resources, Path at) {
        if (resources.isEmpty()) {
            findings.add(at, "Must name '%s'".formatted(resource));
        }
        resources.stream()
                .filter(name -> !name.equals(resource))
                .forEach(name -> findings.add(at.key(name), "Must be '%s'".formatted(resource)));
    }

    private Given<Instant> time(String name, Given<String> text) {
        try {
            return text.map(written -> OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException e) {
            // Leap seconds are a date-time to the document, and to nobody's clock.
            findings.add(Findings.BODY.key(name), "Invalid datetime");
            return Given.omitted();
        }
    }

    /** That a token has expired is nobody's wish: it comes from reading one and sending it back. */
    private static Given<Boolean> disabled(@Nullable String status) {
        return status == null || status.equals("expired") ? Given.omitted() : Given.of(status.equals("disabled"));
    }
}
