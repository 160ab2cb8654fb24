package dev.penstock.bootstrap.exam;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a run asks of the gateway beside the request itself. */
final class ConductHeaders {
    private ConductHeaders() {}

    static Map<String, String> of(Run run, Pace pace) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("cf-aig-retry-delay", Long.toString(pace.retryDelay().toMillis()));
        headers.put("cf-aig-backoff", "exponential");
        if (run.rescue() != Rescue.OFF) {
            headers.put("penstock-rescue", run.rescue().toString());
        }
        if (run.task() == Task.LATE_TOKEN) {
            headers.put(
                    "penstock-first-token-timeout",
                    Long.toString(pace.firstTokenLimit().toMillis()));
        }
        if (run.task() == Task.STALLED) {
            headers.put(
                    "penstock-stall-timeout", Long.toString(pace.stallLimit().toMillis()));
        }
        return headers;
    }
}
