package dev.penstock.http.management.log;

import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPatch;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Success;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mapstruct.factory.Mappers;

/** Lists and clears a gateway's log, shows an entry and adds to it, and hands out the bodies that are kept (management API, section 4). */
public final class LogEndpoint implements Endpoint {
    private static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/logs";
    private static final String ONE = ALL + "/{id}";

    private final ManageLogs logs;
    private final LogJsonMapper outbound = Mappers.getMapper(LogJsonMapper.class);

    public LogEndpoint(ManageLogs logs) {
        this.logs = logs;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", ALL, this::list).refusingWithObject(),
                Operation.guarded("DELETE", ALL, this::remove).refusingWithObject(),
                Operation.guarded("GET", ONE, this::detail),
                Operation.guarded("PATCH", ONE, this::annotate),
                Operation.guarded("GET", ONE + "/request", call -> body(call, logs::requestBody, true)),
                Operation.guarded("GET", ONE + "/response", call -> body(call, logs::responseBody, false)));
    }

    private Reply list(Call call) {
        LogQuery query = LogQueryReader.read(call);
        Map<String, Object> ranges =
                call.flag("meta_info").orElse(false) ? LogRangesJson.of(logs.ranges(query)) : Map.of();
        return Success.page(logs.list(query), outbound::json, ranges);
    }

    private Reply remove(Call call) {
        logs.remove(LogQueryReader.purge(call));
        return Reply.done();
    }

    private Reply annotate(Call call) {
        LogPatch.Draft draft = LogPatchReader.read(call);
        logs.annotate(key(call), draft);
        return Reply.result(Map.of());
    }

    private Reply detail(Call call) {
        ManageLogs.Detail detail = logs.detail(key(call));
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
                entry.content().responseSize(),
                RouteTakenJson.of(entry.call().trail())));
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
