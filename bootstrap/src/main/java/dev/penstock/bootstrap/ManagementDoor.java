package dev.penstock.bootstrap;

import dev.penstock.http.management.ManagementEndpoint;
import dev.penstock.http.management.account.AccountEndpoint;
import dev.penstock.http.management.account.PermissionGroupEndpoint;
import dev.penstock.http.management.account.TokenEndpoint;
import dev.penstock.http.management.account.VerifyEndpoint;
import dev.penstock.http.management.billing.BillingEndpoint;
import dev.penstock.http.management.customdomain.CustomDomainEndpoint;
import dev.penstock.http.management.customprovider.CustomCostEndpoint;
import dev.penstock.http.management.customprovider.CustomProviderEndpoint;
import dev.penstock.http.management.dataset.DatasetEndpoint;
import dev.penstock.http.management.docs.DocsEndpoint;
import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.FrontDoor;
import dev.penstock.http.management.evaluation.EvaluationEndpoint;
import dev.penstock.http.management.gateway.GatewayEndpoint;
import dev.penstock.http.management.gateway.UrlEndpoint;
import dev.penstock.http.management.log.LogEndpoint;
import dev.penstock.http.management.probe.ProbeEndpoint;
import dev.penstock.http.management.probe.Readiness;
import dev.penstock.http.management.providerconfig.ProviderConfigEndpoint;
import dev.penstock.http.management.route.ExplainEndpoint;
import dev.penstock.http.management.route.RouteEndpoint;
import dev.penstock.http.management.route.RouteVersionEndpoint;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The management API: which use case stands behind which part of it. */
final class ManagementDoor {
    private ManagementDoor() {}

    /**
     * @param publicUrl where callers reach this server from outside; null to go by what each of them used
     */
    static ManagementEndpoint open(
            Vertx vertx, House house, @Nullable String publicUrl, Supplier<Readiness> readiness) {
        Management use = house.management();
        ApiDocument document = ApiDocument.shipped();
        return new ManagementEndpoint(
                vertx,
                new FrontDoor(house.live(), house.clock()),
                document,
                use.accounts(),
                List.of(
                        new AccountEndpoint(use.accounts()),
                        new PermissionGroupEndpoint(),
                        new VerifyEndpoint(),
                        new TokenEndpoint(use.tokens(), house.clock()),
                        new GatewayEndpoint(use.gateways()),
                        new UrlEndpoint(use.gateways(), house.catalog(), publicUrl),
                        new LogEndpoint(use.logs()),
                        new ProviderConfigEndpoint(use.providerConfigs()),
                        new DatasetEndpoint(use.datasets()),
                        new EvaluationEndpoint(use.evaluations()),
                        new DocsEndpoint(),
                        new RouteEndpoint(use.routes(), house.analyseRoute()),
                        new RouteVersionEndpoint(use.routeVersions(), house.analyseRoute()),
                        new ExplainEndpoint(house.explainRoute()),
                        new CustomCostEndpoint(use.customCosts()),
                        new CustomProviderEndpoint(use.customProviders()),
                        new CustomDomainEndpoint(use.customDomains(), publicUrl),
                        new BillingEndpoint(),
                        new ProbeEndpoint(document, readiness)));
    }
}
