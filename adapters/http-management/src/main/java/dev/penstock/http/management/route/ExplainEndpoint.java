package dev.penstock.http.management.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.route.ExplainRoute;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteQuestion;
import dev.penstock.domain.route.VersionId;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Explains which way a request would take through a route: an addition of ours to the contract. */
public final class ExplainEndpoint implements Endpoint {
    private final ExplainRoute explain;

    public ExplainEndpoint(ExplainRoute explain) {
        this.explain = explain;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.guarded("POST", RouteCall.ONE + "/explain", this::explain)
                .onlyReading()
                .refusingWithObject());
    }

    private Reply explain(Call call) {
        RouteQuestion.Draft draft = draft(call);
        RouteAddress route = RouteCall.route(call);
        return Reply.result(ExplanationWriter.explanation(explain.explain(route, draft)));
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private static RouteQuestion.Draft draft(Call call) {
        ObjectNode body = call.readableBody();
        RouteQuestion.Draft draft = new RouteQuestion.Draft(
                DrawingReader.plain(body.get("body")),
                members(body.get("metadata"), DrawingReader::plain),
                members(body.get("headers"), JsonNode::asText),
                version(call, body),
                failing(body.get("failing")),
                DrawingReader.number(body.get("chance")));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    /** No version has an id that cannot be one; but what is wrong with the request comes first. */
    private static @Nullable VersionId version(Call call, ObjectNode body) {
        String id = DrawingReader.text(body.get("version_id"));
        return id == null || call.findings().any() ? null : RouteCall.version(id);
    }

    private static <T extends @Nullable Object> @Nullable Map<String, T> members(
            @Nullable JsonNode sent, Function<JsonNode, T> value) {
        if (sent == null || !sent.isObject()) {
            return null;
        }
        Map<String, T> members = new LinkedHashMap<>();
        sent.properties().forEach(member -> members.put(member.getKey(), value.apply(member.getValue())));
        return members;
    }

    private static @Nullable List<String> failing(@Nullable JsonNode sent) {
        if (sent == null || !sent.isArray()) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        sent.forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
