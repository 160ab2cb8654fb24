package dev.penstock.http.management.customdomain;

import dev.penstock.application.customdomain.ManageCustomDomains;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import dev.penstock.http.management.edge.Wire;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates, lists, shows and removes the hostnames under which a gateway answers. */
public final class CustomDomainEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/custom-domains";
    private static final String ONE = ALL + "/{hostname}";
    private static final String GATEWAY = "gateway_id";

    private final ManageCustomDomains domains;
    private final @Nullable String publicHost;

    /**
     * @param publicBaseUrl where callers reach this server from outside; null to go by what each of them used
     */
    public CustomDomainEndpoint(ManageCustomDomains domains, @Nullable String publicBaseUrl) {
        this.domains = domains;
        this.publicHost = publicBaseUrl == null ? null : host(publicBaseUrl);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", ALL, this::create).refusingWithObject(),
                Operation.guarded(
                        "GET", ONE, call -> answer(domains.find(call.gateway(GATEWAY), call.param("hostname")))),
                Operation.guarded(
                        "DELETE", ONE, call -> answer(domains.remove(call.gateway(GATEWAY), call.param("hostname")))));
    }

    private Reply list(Call call) {
        Page<CustomDomain> page =
                domains.list(call.gateway(GATEWAY), call.text("search").orElse(null), call.page());
        boolean sought =
                call.text("status").map(CustomDomainAnswerJson.STATUS::equals).orElse(true);
        return Success.page(
                sought ? page : new Page<CustomDomain>(List.of(), 0, page.request()), CustomDomainAnswerJson::of);
    }

    private Reply create(Call call) {
        CustomDomain.Draft draft = draft(call);
        GatewayAddress gateway = call.gateway(GATEWAY);
        try {
            String own = host(call.origin());
            return Reply.result(
                    CustomDomainAnswerJson.made(domains.create(gateway, draft), publicHost == null ? own : publicHost));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                // The contract knows wrong input here, and nothing that is missing.
                call.findings()
                        .add(Findings.PARAMS.key(GATEWAY), "Gateway '%s' was not found".formatted(gateway.gateway()));
                call.findings().refuse();
            }
            throw e;
        }
    }

    private CustomDomain.Draft draft(Call call) {
        CustomDomainJson json = Wire.read(call.readableBody(), CustomDomainJson.class);
        CustomDomain.Draft draft = new CustomDomain.Draft(json.domain(), json.zoneId(), json.minTls());
        if (json.domain() != null && isOurs(json.domain(), call)) {
            call.findings().add(Findings.BODY.key("domain"), "This is a name of the server itself");
        }
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    /** Under a custom domain nobody can manage the server any more, so its own names are not to be had. */
    private boolean isOurs(String domain, Call call) {
        String name = domain.toLowerCase(Locale.ROOT);
        return name.equals(publicHost) || name.equals(host(call.origin()));
    }

    private static String host(String url) {
        String authority = url.replaceFirst("^[a-zA-Z]+://", "").replaceFirst("/.*$", "");
        return authority.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    private static Reply answer(CustomDomain domain) {
        return Reply.result(CustomDomainAnswerJson.of(domain));
    }
}
