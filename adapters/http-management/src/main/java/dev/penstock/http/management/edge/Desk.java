package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.ApiToken;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a request to a known operation: checks it against the document, lets the operation answer, and turns whatever went
 * wrong into the contract's errors. Blocks, so it runs on virtual threads. What nobody expected is logged here, once.
 */
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final ManageAccounts accounts;
    private final ApiDocument document;
    private final Map<Operation, InputRules> rules = new ConcurrentHashMap<>();

    /**
     * A request as it came in.
     *
     * @param caller the token that was shown; null where none was asked for
     */
    public record Received(
            @Nullable ApiToken caller, @Nullable String rawQuery, Buffer body, String origin) {}

    public Desk(ApiDocument document, ManageAccounts accounts) {
        this.document = document;
        this.accounts = accounts;
    }

    public Reply serve(Operations.Match.Found found, Received received) {
        Operation operation = found.operation();
        try {
            return answer(found, received);
        } catch (ProblemException e) {
            return Reply.refusal(ProblemReply.to(e.problem()), operation.refusedResult());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("{} {} failed", operation.method(), operation.path(), e);
            return Reply.refusal(Refusal.internal());
        }
    }

    private Reply answer(Operations.Match.Found found, Received received) {
        try {
            Operation operation = found.operation();
            Call call = call(found, received);
            Reply reply = operation.handling().answer(call);
            if (reply.isSuccess() && operation.makesThings() && found.params().containsKey("account_id")) {
                accounts.open(call.account());
            }
            return reply;
        } catch (RefusalException e) {
            return refusal(found, e.refusal());
        } catch (ProblemException e) {
            return refusal(found, ProblemReply.to(e.problem()));
        }
    }

    private static Reply refusal(Operations.Match.Found found, Refusal refusal) {
        Operation operation = found.operation();
        Map<String, Object> beside =
                refusal.isWrongInput() ? operation.handling().besideErrors(found.params()) : Map.of();
        return Reply.refusal(refusal, operation.refusedResult(), beside);
    }

    private Call call(Operations.Match.Found found, Received received) {
        InputRules input = rules.computeIfAbsent(found.operation(), document::rules);
        Findings findings = new Findings();
        input.checkParams(found.params(), findings);
        Map<String, JsonNode> query = input.readQuery(query(received, findings), findings);
        ObjectNode body = input.readBody(received.body().getBytes(), findings);
        return new Call(received.caller(), found.params(), query, body, findings, received.origin());
    }

    private static QueryString query(Received received, Findings findings) {
        try {
            return received.rawQuery() == null ? QueryString.EMPTY : QueryString.parse(received.rawQuery());
        } catch (IllegalArgumentException e) {
            findings.add(Findings.QUERY, "Invalid percent-encoding");
            return QueryString.EMPTY;
        }
    }
}
