package dev.penstock.http.management.customprovider;

import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostDraft;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.ModelRule;
import dev.penstock.domain.validation.Path;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mapstruct.factory.Mappers;

/** Creates, lists, shows, changes and removes costs. Its paths look like those of custom providers and have to be matched first. */
public final class CustomCostEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/custom-providers/costs";
    private static final String ONE = ALL + "/{id}";
    private static final String PROVIDER = "account_provider_id";

    private final ManageCustomCosts costs;
    private final CustomCostJsonMapper mapper = Mappers.getMapper(CustomCostJsonMapper.class);

    public CustomCostEndpoint(ManageCustomCosts costs) {
        this.costs = costs;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("GET", ONE, call -> answer(costs.find(call.account(), id(call)))),
                Operation.guarded("PATCH", ONE, this::change),
                Operation.guarded("DELETE", ONE, call -> answer(costs.remove(call.account(), id(call)))));
    }

    private Reply list(Call call) {
        CustomCostQuery wanted = new CustomCostQuery(
                provider(call.text(PROVIDER), Findings.QUERY, call),
                call.flag("enable").orElse(null),
                call.text("model_rule").flatMap(ModelRule.Kind::named).orElse(null),
                call.text("cost_type").orElse(null),
                call.text("search").orElse(null));
        return Success.page(costs.list(call.account(), wanted, call.page()), mapper::json);
    }

    private Reply create(Call call) {
        CustomProviderId provider = provider(
                Optional.ofNullable(call.readableBody().get(PROVIDER)).map(node -> node.asText()), Findings.BODY, call);
        CustomCostDraft draft = draft(call, true);
        if (provider == null) {
            throw new IllegalStateException("the document requires a provider");
        }
        return answer(costs.create(call.account(), provider, draft));
    }

    private Reply change(Call call) {
        CustomCostDraft draft = draft(call, false);
        return answer(costs.change(call.account(), id(call), draft));
    }

    /** Null when there is none, or when it is no UUID, which is noted. */
    private static @Nullable CustomProviderId provider(Optional<String> sent, Path location, Call call) {
        CustomProviderId provider = sent.flatMap(CustomProviderId::parse).orElse(null);
        if (provider == null && sent.isPresent()) {
            call.findings().add(location.key(PROVIDER), "Invalid uuid");
        }
        return provider;
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private CustomCostDraft draft(Call call, boolean isNew) {
        CustomCostDraft draft = mapper.draft(Wire.read(call.readableBody(), CustomCostJson.class));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations(isNew));
            call.findings().refuse();
        }
        return draft;
    }

    /** A name that no cost can have is the name of no cost: ids are opaque to callers. */
    private static CustomCostId id(Call call) {
        return CustomCostId.parse(call.param("id"))
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.CUSTOM_COST));
    }

    private Reply answer(CustomCost cost) {
        return Reply.result(mapper.json(cost));
    }
}
