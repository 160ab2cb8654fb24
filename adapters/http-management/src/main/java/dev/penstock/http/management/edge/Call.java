package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.PageRequest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to one operation, checked against the document. Whatever names something (account, gateway, page) is only
 * handed out when nothing is wrong with the request; otherwise the request ends there, with all that was found.
 *
 * @param shown the token that was shown; null where none was asked for
 * @param query values by name; wrong ones are left out
 * @param origin scheme and authority that the caller used
 */
public record Call(
        @Nullable ApiToken shown,
        Map<String, String> params,
        Map<String, JsonNode> query,
        ObjectNode body,
        Findings findings,
        String origin) {

    /** The token that the caller showed, where the operation asks for one. */
    public ApiToken caller() {
        return Objects.requireNonNull(shown, "an open operation knows no caller");
    }

    public AccountId account() {
        return new AccountId(param("account_id"));
    }

    /** The gateway that a part of the path names. */
    public GatewayAddress gateway(String param) {
        return new GatewayAddress(account(), new GatewayId(param(param)));
    }

    /** The gateway that a member of the body names. */
    public GatewayAddress gatewayInBody(String member) {
        return new GatewayAddress(account(), new GatewayId(body.path(member).asText()));
    }

    public String param(String name) {
        findings.refuse();
        String value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no part called " + name);
        }
        return value;
    }

    public PageRequest page() {
        findings.refuse();
        return new PageRequest(
                number("page").map(BigDecimal::intValue).orElse(1),
                number("per_page").map(BigDecimal::intValue).orElse(1));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    public Optional<BigDecimal> number(String name) {
        return Optional.ofNullable(query.get(name)).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
    }

    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable(query.get(name)).filter(JsonNode::isBoolean).map(JsonNode::asBoolean);
    }

    /** The members of the body that nothing is wrong with. */
    public ObjectNode readableBody() {
        ObjectNode readable = body.deepCopy();
        body.fieldNames().forEachRemaining(name -> {
            if (findings.touch(Findings.BODY.key(name))) {
                readable.remove(name);
            }
        });
        return readable;
    }
}
