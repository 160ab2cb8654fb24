package dev.penstock.application.inference;

import dev.penstock.application.conduct.SecuredStream.Replacement;
import dev.penstock.application.conduct.SecuredStream.Rescuer;
import dev.penstock.application.port.AnswerForms.StreamForm;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.UnifiedModel;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Goes on with a broken answer: with the calls that come after the one that broke, until one of them streams. */
final class RescueStream implements Rescuer {
    private static final int FIRST_FAILURE = 400;

    private final SecureAnswer secure;
    private final Stage.Next next;
    private final boolean continues;
    private final String form;
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
    private Turn latest;

    /**
     * @param latest the call whose answer the caller reads
     * @param continues whether models that can are asked for the rest only
     * @param form names the form that the caller reads
     */
    RescueStream(SecureAnswer secure, Turn latest, Stage.Next next, boolean continues, String form) {
        this.secure = secure;
        this.latest = latest;
        this.next = next;
        this.continues = continues;
        this.form = form;
    }

    @Override
    public void abandon() {
        abandoned.complete(null);
    }

    @Override
    public CompletionStage<@Nullable Replacement> rescue(String shown, String reason) {
        return latest.after(false, reason).thenCompose(stop -> go(stop, shown));
    }

    private CompletionStage<@Nullable Replacement> go(Turn.Stop stop, String shown) {
        Turn turn = stop.turn();
        if (turn == null || abandoned.isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        latest = turn;
        Exchange exchange = turn.exchange().abandonedBy(abandoned);
        InferenceRequest.Content rest = continues && goesOn(exchange) ? rest(exchange.request(), shown) : null;
        CompletionStage<@Nullable Replacement> replacement = rest == null
                ? call(turn, exchange, true)
                : call(turn, exchange.with(exchange.request().with(rest)), false)
                        .thenCompose(found ->
                                found != null ? CompletableFuture.completedFuture(found) : call(turn, exchange, true));
        return replacement.thenCompose(found -> found != null
                ? CompletableFuture.<@Nullable Replacement>completedFuture(found)
                : turn.after(false, "it did not take the place of a broken answer")
                        .thenCompose(following -> go(following, shown)));
    }

    private CompletionStage<@Nullable Replacement> call(Turn turn, Exchange exchange, boolean anew) {
        return next.proceed(exchange).handle((reply, failure) -> {
            if (failure != null) {
                return null;
            }
            StreamForm own = reply.status() < FIRST_FAILURE
                    ? secure.forms().stream(exchange.request().target(), reply)
                    : null;
            if (own == null || !own.name().equals(form) || !(reply.body() instanceof Body.Streamed streamed)) {
                Leftover.discard(reply, secure.alarm());
                return null;
            }
            InferenceReply answered = turn.answered(reply.withBody(streamed));
            return answered.body() instanceof Body.Streamed passing ? new Replacement(passing.chunks(), anew) : null;
        });
    }

    private InferenceRequest.@Nullable Content rest(InferenceRequest request, String shown) {
        if (!(request.content().body() instanceof Body.Whole(ByteBuffer bytes))) {
            return null;
        }
        ByteBuffer longer = secure.forms().continuing(request.target(), bytes, shown);
        return longer == null
                ? null
                : new InferenceRequest.Content(
                        new Body.Whole(longer), moved(request.content().facts(), bytes, longer));
    }

    /** What was put in may stand before the model's name. */
    private static RequestFacts moved(RequestFacts facts, ByteBuffer bytes, ByteBuffer longer) {
        String model = facts.model();
        if (model == null || facts.modelStart() < 0) {
            return facts;
        }
        int same = bytes.mismatch(longer);
        int start = same >= 0 && same <= facts.modelStart()
                ? facts.modelStart() + longer.remaining() - bytes.remaining()
                : facts.modelStart();
        return facts.withModel(model, start);
    }

    /** Whether the model goes on from a beginning that it is given. */
    private boolean goesOn(Exchange exchange) {
        Destination found = exchange.destination();
        String model = exchange.request().content().facts().model();
        if (found != null) {
            return secure.models().goesOn(found.provider().id(), found.model());
        }
        if (exchange.request().target() instanceof RequestTarget.Native asked) {
            return ProviderId.isValid(asked.slug()) && secure.models().goesOn(new ProviderId(asked.slug()), model);
        }
        UnifiedModel wanted = UnifiedModel.parse(model);
        return wanted != null
                && ProviderId.isValid(wanted.prefix())
                && secure.models().goesOn(new ProviderId(wanted.prefix()), wanted.model());
    }
}
