package dev.penstock.http.management.account;

import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.Arrays;
import java.util.List;

/** Lists what a token can be allowed to do. Stands before the tokens: its name would pass for one of theirs. */
public final class PermissionGroupEndpoint implements Endpoint {
    private static final String SCOPE = "com.cloudflare.api.account";

    private record GroupJson(String id, String name, String category, boolean isSelectable, List<String> scopes) {
        static GroupJson of(PermissionGroup group) {
            return new GroupJson(group.id(), group.title(), "ai_and_machine_learning", true, List.of(SCOPE));
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded(
                        "GET", "/accounts/{account_id}/tokens/permission_groups", PermissionGroupEndpoint::list),
                Operation.guarded("GET", "/user/tokens/permission_groups", PermissionGroupEndpoint::list)
                        .forWhom(Operation.Access.TOKEN_FOR_ALL));
    }

    private static Reply list(Call call) {
        return Reply.result(Arrays.stream(PermissionGroup.values())
                .filter(group -> call.text("name").map(group.title()::equals).orElse(true))
                .filter(group -> call.text("scope").map(SCOPE::equals).orElse(true))
                .map(GroupJson::of)
                .toList());
    }
}
