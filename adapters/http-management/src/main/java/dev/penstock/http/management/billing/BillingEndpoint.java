package dev.penstock.http.management.billing;

import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers every operation of billing that there is nothing to bill: whoever runs this server pays the providers directly. */
public final class BillingEndpoint implements Endpoint {
    private static final String ROOT = "/accounts/{account_id}/ai-gateway/billing/";
    private static final List<String> ASKED = List.of(
            "GET credit-balance",
            "GET invoice-history",
            "GET invoice-preview",
            "GET spending-limit",
            "POST spending-limit",
            "DELETE spending-limit",
            "POST topup",
            "GET topup/config",
            "POST topup/config",
            "DELETE topup/config",
            "GET topup/limits",
            "POST topup/status",
            "GET usage-history");
    private static final Refused NOTHING_TO_BILL = new Refused(
            false,
            null,
            List.of(new Reason(
                    7002,
                    "Billing is not available: this server is self-hosted and sells no credits. Providers bill their keys"
                            + " directly; spend_limits of a gateway and the cost of its logs take the place of this.")),
            List.of());

    private record Reason(int code, String message) {}

    /** The shape of billing's errors (management API, section 3). */
    private record Refused(boolean success, @Nullable String result, List<Reason> errors, List<String> messages) {}

    @Override
    public List<Operation> operations() {
        return ASKED.stream()
                .map(asked -> asked.split(" ", 2))
                .map(parts -> Operation.guarded(parts[0], ROOT + parts[1], call -> Reply.json(404, NOTHING_TO_BILL)))
                .toList();
    }
}
