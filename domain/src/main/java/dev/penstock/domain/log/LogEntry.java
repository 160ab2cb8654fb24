package dev.penstock.domain.log;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.inference.WellFormed;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.Trail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is known about one attempt to answer a request (observability, section 1.2). Times are whole milliseconds. */
public record LogEntry(
        LogKey key,
        Instant createdAt,
        Call call,
        Outcome outcome,
        Spend spend,
        Caller caller,
        Content content,
        Notes notes) {
    public LogEntry {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What was asked of whom.
     *
     * @param model as the reply, the request or the path names it; null when none of them does
     * @param modelType what kind of work the model does; null when the path does not tell
     * @param path the endpoint below the provider
     * @param trail the way through a dynamic route that led here, in few words; null where there was none
     */
    public record Call(
            ProviderId provider,
            @Nullable String model,
            @Nullable String modelType,
            String path,
            Door door,
            int step,
            @Nullable Trail trail) {
        public Call {
            model = WellFormed.orNull(model);
            path = WellFormed.text(path);
            trail = trail == null ? null : trail.brief();
        }

        /** One that no route led to. */
        public Call(
                ProviderId provider,
                @Nullable String model,
                @Nullable String modelType,
                String path,
                Door door,
                int step) {
            this(provider, model, modelType, path, door, step, null);
        }

        private Call withTrail(@Nullable Trail next) {
            return new Call(provider, model, modelType, path, door, step, next);
        }
    }

    /**
     * How it went.
     *
     * @param status the provider's HTTP status, or the gateway's own when it refused or got no answer
     * @param duration from the attempt's start, which is the request's arrival for the first one, to the last byte of the reply
     * @param cause why there is no whole answer of the provider, in words that name no secret; null where there is one
     */
    public record Outcome(
            int status,
            boolean cached,
            Duration duration,
            Ending ending,
            @Nullable String cause) {
        private static final int SWITCHED = 101;
        private static final int FIRST_SUCCESS = 200;
        private static final int FIRST_FAILURE = 400;

        private static final int LONGEST_CAUSE = 256;

        public Outcome {
            duration = duration.truncatedTo(ChronoUnit.MILLIS);
            cause = cause != null && cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) : cause;
            cause = WellFormed.orNull(cause);
        }

        /** One that needs no words. */
        public Outcome(int status, boolean cached, Duration duration, Ending ending) {
            this(status, cached, duration, ending, null);
        }

        /** Whether the caller got a whole answer that is not an error. */
        public boolean success() {
            boolean answered = status == SWITCHED || (status >= FIRST_SUCCESS && status < FIRST_FAILURE);
            return answered && ending == Ending.COMPLETE;
        }
    }

    /** How a reply ended. */
    public enum Ending {
        /** The caller was sent all of it. */
        COMPLETE,
        /** The provider broke off, or the gateway got no answer at all. */
        TRUNCATED,
        /** The caller left before the end. */
        CANCELLED,
        /** The gateway refused the request. */
        REFUSED
    }

    /** What was used and what it cost. Null: not reported, or no known price. */
    public record Spend(
            @Nullable TokenUsage usage, @Nullable Cost cost, boolean customCost) {
        public static final Spend NONE = new Spend(null, null, false);
    }

    /** Who asked. */
    public record Caller(String eventId, @Nullable String userAgent, boolean authenticated) {
        public Caller {
            eventId = WellFormed.text(eventId);
            userAgent = WellFormed.orNull(userAgent);
        }
    }

    /** The shape of the two bodies: content types as sent, sizes in bytes as sent. */
    public record Content(
            @Nullable String requestType, @Nullable String responseType, long requestSize, long responseSize) {
        public Content {
            requestType = WellFormed.orNull(requestType);
            responseType = WellFormed.orNull(responseType);
        }
    }

    /** What people added: the caller's metadata and later judgement. */
    public record Notes(
            @Nullable Metadata metadata,
            @Nullable Double feedback,
            @Nullable Double score) {
        public static final Notes NONE = new Notes(null, null, null);
    }

    public LogId id() {
        return key.id();
    }

    /** The same with another way that led there, or none. */
    public LogEntry withTrail(@Nullable Trail trail) {
        return trail == null && call.trail == null
                ? this
                : new LogEntry(key, createdAt, call.withTrail(trail), outcome, spend, caller, content, notes);
    }

    /** The same with other notes. */
    public LogEntry with(Notes next) {
        return new LogEntry(key, createdAt, call, outcome, spend, caller, content, next);
    }
}
