package dev.penstock.http.management.dataset;

import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import java.util.List;

/** Creates, lists, shows, replaces and removes datasets (management API, section 4). */
public final class DatasetEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/datasets";
    private static final String ONE = ALL + "/{id}";

    private final ManageDatasets datasets;

    public DatasetEndpoint(ManageDatasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("GET", ONE, call -> answer(datasets.find(key(call)))),
                Operation.guarded("PUT", ONE, this::replace),
                Operation.guarded("DELETE", ONE, call -> answer(datasets.remove(key(call)))));
    }

    private Reply list(Call call) {
        DatasetQuery query = new DatasetQuery(
                call.gateway("gateway_id"),
                call.text("name").orElse(null),
                call.flag("enable").orElse(null),
                call.text("search").orElse(null),
                call.page());
        return Success.page(datasets.list(query), ShownDataset::of);
    }

    private Reply create(Call call) {
        DatasetDraft draft = DatasetReader.read(call);
        return answer(datasets.create(call.gateway("gateway_id"), draft));
    }

    private Reply replace(Call call) {
        DatasetDraft draft = DatasetReader.read(call);
        return answer(datasets.replace(key(call), draft));
    }

    /** A name that no dataset can have is the name of no dataset: ids are opaque to callers. */
    private static DatasetKey key(Call call) {
        GatewayAddress gateway = call.gateway("gateway_id");
        return DatasetId.parse(call.param("id"))
                .map(id -> new DatasetKey(gateway, id))
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.DATASET));
    }

    private static Reply answer(Dataset dataset) {
        return Reply.result(ShownDataset.of(dataset));
    }
}
