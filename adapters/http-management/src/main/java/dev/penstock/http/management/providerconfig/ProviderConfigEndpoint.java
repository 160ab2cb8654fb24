package dev.penstock.http.management.providerconfig;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretDraft;
import dev.penstock.domain.validation.Violation;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.mapstruct.factory.Mappers;

/** Creates, lists, rotates and removes provider configs (management API, section 4). */
public final class ProviderConfigEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/provider_configs";
    private static final String ONE = ALL + "/{id}";
    private static final int ID_LENGTH = 36;

    private final ManageProviderConfigs configs;
    private final ProviderConfigJsonMapper mapper = Mappers.getMapper(ProviderConfigJsonMapper.class);

    public ProviderConfigEndpoint(ManageProviderConfigs configs) {
        this.configs = configs;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create),
                Operation.guarded("PUT", ONE, this::rotate),
                Operation.guarded("DELETE", ONE, call -> answer(configs.remove(key(call)))));
    }

    private Reply list(Call call) {
        return Success.page(configs.list(call.gateway("gateway_id"), call.page()), mapper::json);
    }

    private Reply create(Call call) {
        ProviderConfigDraft draft = mapper.draft(Wire.read(call.readableBody(), ProviderConfigJson.class));
        hearAll(call, () -> configs.violations(draft));
        return answer(configs.create(call.gateway("gateway_id"), draft));
    }

    private Reply rotate(Call call) {
        SecretDraft draft = mapper.rotation(Wire.read(call.readableBody(), SecretJson.class));
        hearAll(call, draft::violations);
        return answer(configs.rotate(key(call), draft));
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private static void hearAll(Call call, Supplier<List<Violation>> violations) {
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, violations.get());
            call.findings().refuse();
        }
    }

    /** A name that no config can have is the name of no config: ids are opaque to callers. */
    private static ProviderConfigKey key(Call call) {
        GatewayAddress gateway = call.gateway("gateway_id");
        String id = call.param("id");
        try {
            if (id.length() == ID_LENGTH) {
                return new ProviderConfigKey(gateway, UUID.fromString(id));
            }
        } catch (IllegalArgumentException e) {
            // Not a name of anything, as below.
        }
        throw ProblemException.notFound(Problem.Thing.PROVIDER_CONFIG);
    }

    private Reply answer(ProviderConfig config) {
        return Reply.result(mapper.json(config));
    }
}
