package dev.penstock.domain.cache;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.HeaderNames;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.HopHeaders;
import java.util.Locale;

/** Which of a provider's headers belong to the answer, and not to the one caller or the one moment it was given to. */
public final class KeptHeaders {
    private static final HeaderNames OF_THE_MOMENT = HeaderNames.of(
            "age",
            "alt-svc",
            "cf-cache-status",
            "cf-ray",
            "date",
            "nel",
            "openai-processing-ms",
            "report-to",
            "retry-after",
            "server-timing",
            "set-cookie",
            "set-cookie2",
            "traceparent",
            "tracestate",
            "x-amz-cf-id",
            "x-cloud-trace-context",
            "x-envoy-upstream-service-time",
            "x-should-retry");

    private KeptHeaders() {}

    /** Headers as everybody may get them. */
    public static Headers of(Headers received) {
        return HopHeaders.forCaller(received).without(KeptHeaders::isOfTheMoment);
    }

    private static boolean isOfTheMoment(Header line) {
        if (OF_THE_MOMENT.contain(line.name())) {
            return true;
        }
        String name = line.name().toLowerCase(Locale.ROOT);
        return name.contains("ratelimit")
                || name.contains("rate-limit")
                || name.endsWith("request-id")
                || name.endsWith("requestid");
    }
}
