package dev.penstock.http.management.account;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the accounts that something was ever made in: all of them, or the one that a token belongs to. */
public final class AccountEndpoint implements Endpoint {
    private final ManageAccounts accounts;

    /** An account has no name beside its id. */
    private record AccountJson(String id, String name, String type, String createdOn) {
        static AccountJson of(Account account) {
            String id = account.id().value();
            return new AccountJson(id, id, "standard", Wire.time(account.createdAt()));
        }
    }

    public AccountEndpoint(ManageAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", "/accounts", this::list),
                Operation.guarded("GET", "/accounts/{account_id}", this::find));
    }

    private Reply list(Call call) {
        PageRequest page = call.page();
        AccountId own = call.caller().authority().account();
        Optional<String> name = call.text("name");
        if (name.isPresent() && !mayBe(name.get(), own)) {
            return Success.page(new Page<>(List.<Account>of(), 0, page), AccountJson::of);
        }
        return Success.page(accounts.list(name.map(AccountId::new).orElse(own), page), AccountJson::of);
    }

    private static boolean mayBe(String name, @Nullable AccountId own) {
        return AccountId.isValid(name) && (own == null || own.value().equals(name));
    }

    private Reply find(Call call) {
        return Reply.result(AccountJson.of(
                accounts.find(call.account()).orElseThrow(() -> ProblemException.notFound(Problem.Thing.ACCOUNT))));
    }
}
