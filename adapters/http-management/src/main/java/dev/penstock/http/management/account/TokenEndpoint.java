package dev.penstock.http.management.account;

import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.account.TokenId;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes, lists, shows, changes and revokes tokens: those of one account, and, for whoever has such a one, those for all. */
public final class TokenEndpoint implements Endpoint {
    private static final String OF_ACCOUNT = "/accounts/{account_id}/tokens";
    private static final String FOR_ALL = "/user/tokens";

    private final ManageTokens tokens;
    private final InstantSource clock;

    public TokenEndpoint(ManageTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        Stream<Operation> forAll =
                below(FOR_ALL).stream().map(operation -> operation.forWhom(Operation.Access.TOKEN_FOR_ALL));
        return Stream.concat(below(OF_ACCOUNT).stream(), forAll).toList();
    }

    private List<Operation> below(String all) {
        String one = all + "/{token_id}";
        return List.of(
                Operation.guarded("GET", all, this::list),
                Operation.guarded("POST", all, this::create),
                Operation.guarded("GET", one, call -> answer(tokens.find(account(call), id(call)))),
                Operation.guarded("PUT", one, this::replace),
                Operation.guarded("DELETE", one, this::remove),
                Operation.guarded("PUT", one + "/value", this::roll));
    }

    private Reply list(Call call) {
        return Success.page(
                tokens.list(account(call), call.page()), token -> TokenAnswerJson.of(token, null, clock.instant()));
    }

    private Reply create(Call call) {
        TokenDraft draft = TokenDraftReader.read(call);
        ManageTokens.Fresh fresh = tokens.create(authority(call), account(call), draft);
        return Reply.result(TokenAnswerJson.of(fresh.token(), fresh.text(), clock.instant()));
    }

    private Reply replace(Call call) {
        TokenDraft draft = TokenDraftReader.read(call);
        return answer(tokens.replace(authority(call), account(call), id(call), draft));
    }

    private Reply roll(Call call) {
        return Reply.result(
                tokens.roll(authority(call), account(call), id(call)).text().reveal());
    }

    private Reply remove(Call call) {
        return Reply.result(
                Map.of("id", tokens.remove(account(call), id(call)).id().value()));
    }

    private Reply answer(ApiToken token) {
        return Reply.result(TokenAnswerJson.of(token, null, clock.instant()));
    }

    private static Authority authority(Call call) {
        return call.caller().authority();
    }

    /** Null for tokens for all accounts. */
    private static @Nullable AccountId account(Call call) {
        return call.params().containsKey("account_id") ? call.account() : null;
    }

    private static TokenId id(Call call) {
        return TokenId.parse(call.param("token_id")).orElseThrow(() -> ProblemException.notFound(Problem.Thing.TOKEN));
    }
}
