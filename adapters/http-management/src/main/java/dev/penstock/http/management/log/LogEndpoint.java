package dev.penstock.http.management.log;

import dev.penstock.application.log.BrowseLogs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mapstruct.factory.Mappers;

/** Lists a gateway's log, shows an entry, and hands out the bodies that are kept (management API, section 4). */
public final class LogEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/logs";
    private static final String ONE = ALL + "/{id}";

    private final BrowseLogs logs;
    private final LogJsonMapper outbound = Mappers.getMapper(LogJsonMapper.class);

    public LogEndpoint(BrowseLogs logs) {
        this.logs = logs;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("GET", ONE, this::detail),
                Operation.guarded("GET", ONE + "/request", call -> body(call, logs::requestBody, true)),
                Operation.guarded("GET", ONE + "/response", call -> body(call, logs::responseBody, false)));
    }

    private Reply list(Call call) {
        return Success.page(logs.list(LogQueryReader.read(call)), outbound::json);
    }

    private Reply detail(Call call) {
        BrowseLogs.Detail detail = logs.detail(key(call));
        LogEntry entry = detail.entry();
        BodyHead request = BodyHead.of(detail.payload().request());
        BodyHead response = BodyHead.of(detail.payload().response());
        return Reply.result(new LogDetailJson(
                outbound.json(entry),
                request.text(),
                request.complete(),
                entry.content().requestSize(),
                response.text(),
                response.complete(),
                entry.content().responseSize()));
    }

    private Reply body(Call call, Function<LogKey, LogPayload.Part> side, boolean request) {
        LogKey key = key(call);
        LogEntry.Content content = logs.detail(key).entry().content();
        @Nullable String type = request ? content.requestType() : content.responseType();
        return KeptBody.reply(side.apply(key), type);
    }

    /** A name that no entry can have is the name of no entry: ids are opaque to callers. */
    private static LogKey key(Call call) {
        GatewayAddress gateway = call.gateway("gateway_id");
        return LogId.parse(call.param("id"))
                .map(id -> new LogKey(gateway, id))
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(Problem.Thing.LOG)));
    }
}
