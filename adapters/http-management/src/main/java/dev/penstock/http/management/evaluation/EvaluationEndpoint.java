package dev.penstock.http.management.evaluation;

import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationDraft;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.evaluation.EvaluationTypeOrder;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;

/** Creates, lists, shows and removes evaluations, and tells what they can find out (management API, section 4). */
public final class EvaluationEndpoint implements Endpoint {
    private static final String TYPES = "/accounts/{account_id}/ai-gateway/evaluation-types";
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/evaluations";
    private static final String ONE = ALL + "/{id}";

    private final ManageEvaluations evaluations;

    public EvaluationEndpoint(ManageEvaluations evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", TYPES, this::types).refusingWithObject(),
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("GET", ONE, call -> answer(evaluations.find(key(call)))),
                Operation.guarded("DELETE", ONE, call -> answer(evaluations.remove(key(call)))));
    }

    private Reply types(Call call) {
        EvaluationTypeOrder order = new EvaluationTypeOrder(
                call.text("order_by").orElse("mandatory"),
                call.text("order_by_direction").map("desc"::equals).orElse(true));
        return Success.page(evaluations.types(order, call.page()), EvaluationTypeJson::of);
    }

    private Reply list(Call call) {
        EvaluationQuery query = new EvaluationQuery(
                call.gateway("gateway_id"),
                call.text("name").orElse(null),
                call.flag("processed").orElse(null),
                call.text("search").orElse(null),
                call.page());
        return Success.page(evaluations.list(query), EvaluationAnswerJsonMapper::json);
    }

    private Reply create(Call call) {
        EvaluationJson json = Wire.read(call.readableBody(), EvaluationJson.class);
        EvaluationDraft draft = new EvaluationDraft(json.name(), json.datasetIds(), json.evaluationTypeIds());
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return answer(evaluations.create(call.gateway("gateway_id"), draft));
    }

    /** A name that no evaluation can have is the name of no evaluation: ids are opaque to callers. */
    private static EvaluationKey key(Call call) {
        GatewayAddress gateway = call.gateway("gateway_id");
        return EvaluationId.parse(call.param("id"))
                .map(id -> new EvaluationKey(gateway, id))
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.EVALUATION));
    }

    private static Reply answer(Evaluation evaluation) {
        return Reply.result(EvaluationAnswerJsonMapper.json(evaluation));
    }
}
