package dev.penstock.http.management.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a caller whose token got this far that it is good. Stands before the tokens: its name would pass for one of theirs. */
public final class VerifyEndpoint implements Endpoint {
    private static final Message GOOD = new Message(10000, "This API Token is valid and active", null);

    private record Message(
            int code, String message, @Nullable String type) {}

    private record Verified(boolean success, TokenJson result, List<String> errors, List<Message> messages) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record TokenJson(
            String id,
            String status,
            @Nullable String notBefore,
            @Nullable String expiresOn) {
        static TokenJson of(ApiToken token) {
            return new TokenJson(
                    token.id().value(),
                    "active",
                    Wire.timeOrNull(token.authority().notBefore()),
                    Wire.timeOrNull(token.authority().expiresOn()));
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", "/accounts/{account_id}/tokens/verify", VerifyEndpoint::verify)
                        .forWhom(Operation.Access.ANY_TOKEN),
                Operation.guarded("GET", "/user/tokens/verify", VerifyEndpoint::verify)
                        .forWhom(Operation.Access.ANY_TOKEN));
    }

    private static Reply verify(Call call) {
        return Reply.json(200, new Verified(true, TokenJson.of(call.caller()), List.of(), List.of(GOOD)));
    }
}
