package dev.penstock.http.management.probe;

import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /openapi.yaml}. */
public final class ProbeEndpoint implements Endpoint {
    private final ApiDocument document;
    private final Supplier<Readiness> readiness;

    public ProbeEndpoint(ApiDocument document, Supplier<Readiness> readiness) {
        this.document = document;
        this.readiness = readiness;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.open("/healthz", call -> Reply.json(200, Map.of("alive", true))),
                Operation.open("/readyz", call -> ready()),
                Operation.open("/openapi.yaml", call -> Reply.raw("application/yaml", document.text())));
    }

    private Reply ready() {
        Readiness now = readiness.get();
        return Reply.json(now.ready() ? 200 : 503, now);
    }
}
