package dev.penstock.http.management.customprovider;

import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomProviderQuery;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import org.mapstruct.factory.Mappers;

/** Creates, lists, shows, changes and removes an account's custom providers. */
public final class CustomProviderEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/custom-providers";
    private static final String ONE = ALL + "/{id}";

    private final ManageCustomProviders providers;
    private final CustomProviderJsonMapper mapper = Mappers.getMapper(CustomProviderJsonMapper.class);

    public CustomProviderEndpoint(ManageCustomProviders providers) {
        this.providers = providers;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("GET", ONE, call -> answer(providers.find(call.account(), id(call)))),
                Operation.guarded("PATCH", ONE, this::change),
                Operation.guarded("DELETE", ONE, call -> answer(providers.remove(call.account(), id(call)))));
    }

    private Reply list(Call call) {
        CustomProviderQuery wanted = new CustomProviderQuery(
                call.flag("beta").orElse(null),
                call.flag("enable").orElse(null),
                call.text("search").orElse(null));
        return Success.page(providers.list(call.account(), wanted, call.page()), mapper::json);
    }

    private Reply create(Call call) {
        CustomProviderDraft draft = draft(call, true);
        return answer(providers.create(call.account(), draft));
    }

    private Reply change(Call call) {
        CustomProviderDraft draft = draft(call, false);
        return answer(providers.change(call.account(), id(call), draft));
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private CustomProviderDraft draft(Call call, boolean isNew) {
        CustomProviderJson json = Wire.read(call.readableBody(), CustomProviderJson.class);
        CustomProviderDraft draft = mapper.draft(json, HeadersText.read(json.headers(), call.findings()));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations(isNew));
            call.findings().refuse();
        }
        return draft;
    }

    /** A name that no provider can have is the name of no provider: ids are opaque to callers. */
    private static CustomProviderId id(Call call) {
        return CustomProviderId.parse(call.param("id"))
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.CUSTOM_PROVIDER));
    }

    private Reply answer(CustomProvider provider) {
        return Reply.result(mapper.json(provider));
    }
}
