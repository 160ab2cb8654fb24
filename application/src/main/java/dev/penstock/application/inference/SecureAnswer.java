package dev.penstock.application.inference;

import dev.penstock.application.conduct.SecuredStream;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms;
import dev.penstock.application.port.AnswerForms.StreamForm;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.PriceBook;

/**
 * Secures a streamed answer that may still break: by the calls that come after it, where the caller wants that, and else by an
 * error inside the stream (fault conduct).
 */
public final class SecureAnswer {
    private static final int LONGEST_HEARD = 200;

    private final AnswerForms forms;
    private final PriceBook models;
    private final ConductSettings settings;
    private final Alarm alarm;

    /**
     * @param models knows which of them go on from a beginning
     * @param settings what holds for requests that do not say
     */
    public SecureAnswer(AnswerForms forms, PriceBook models, ConductSettings settings, Alarm alarm) {
        this.forms = forms;
        this.models = models;
        this.settings = settings;
        this.alarm = alarm;
    }

    /**
     * @param turn the call that was answered
     */
    InferenceReply secured(InferenceReply reply, Turn turn, Stage.Next next) {
        Exchange exchange = turn.exchange();
        if (!exchange.place().guarded() || !(reply.body() instanceof Body.Streamed streamed)) {
            return reply;
        }
        StreamForm form = forms.stream(exchange.request().target(), reply);
        if (form == null) {
            return reply;
        }
        Rescue rescue = settings.inForce(exchange.request().options().call().conduct(), true)
                .rescue();
        RescueStream rescuer = rescue == null || rescue == Rescue.OFF
                ? null
                : new RescueStream(this, turn, next, rescue == Rescue.CONTINUE, form.name());
        return reply.withBody(new Body.Streamed(new SecuredStream(streamed.chunks(), form, rescuer), -1));
    }

    AnswerForms forms() {
        return forms;
    }

    PriceBook models() {
        return models;
    }

    Alarm alarm() {
        return alarm;
    }

    /** A provider's error in a few words. */
    static String heard(InferenceReply reply) {
        return cut("%s answered with status %d".formatted(name(reply), reply.status()));
    }

    private static String name(InferenceReply reply) {
        String provider = reply.origin().provider().slug();
        return reply.origin().model() == null
                ? provider
                : provider + "/" + reply.origin().model();
    }

    /** A failure in a few words. */
    static String heard(Exchange exchange, Throwable cause) {
        String reason = cause instanceof ProblemException refusal
                ? GatewayAnswer.to(refusal.problem()).cause()
                : "the gateway failed";
        Destination found = exchange.destination();
        return cut(found == null ? reason : found.prefixedModel() + ": " + reason);
    }

    private static String cut(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", " ");
        return line.length() > LONGEST_HEARD ? line.substring(0, LONGEST_HEARD) : line;
    }
}
