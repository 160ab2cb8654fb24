package dev.penstock.http.management.gateway;

import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import org.mapstruct.factory.Mappers;

/** Creates, lists, shows, replaces and removes gateways (management API, section 4). */
public final class GatewayEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways";
    private static final String ONE = ALL + "/{id}";

    private final ManageGateways gateways;
    private final GatewayJsonMapper inbound = Mappers.getMapper(GatewayJsonMapper.class);
    private final GatewayAnswerJsonMapper outbound = Mappers.getMapper(GatewayAnswerJsonMapper.class);

    public GatewayEndpoint(ManageGateways gateways) {
        this.gateways = gateways;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("GET", ONE, call -> answer(gateways.find(call.gateway("id")))),
                Operation.guarded("PUT", ONE, this::replace),
                Operation.guarded("DELETE", ONE, call -> answer(gateways.remove(call.gateway("id")))));
    }

    private Reply list(Call call) {
        return Success.page(
                gateways.list(call.account(), call.text("search").orElse(null), call.page()), outbound::json);
    }

    private Reply create(Call call) {
        GatewayDraft draft = draft(call);
        return answer(gateways.create(call.gatewayInBody("id"), draft));
    }

    private Reply replace(Call call) {
        GatewayDraft draft = draft(call);
        return answer(gateways.replace(call.gateway("id"), draft));
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private GatewayDraft draft(Call call) {
        GatewayDraft draft = inbound.draft(Wire.read(call.readableBody(), GatewayJson.class));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    private Reply answer(Gateway gateway) {
        return Reply.result(outbound.json(gateway));
    }
}
