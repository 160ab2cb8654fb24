package dev.penstock.bootstrap.exam;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any gateway with OpenAI's chat completions, whose operator has pointed it at the exam's two fake providers. */
final class UrlCandidate implements Candidate {
    private static final String PRIMARY = "primary";
    private static final String FALLBACK = "fallback";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final long GLANCE_MILLIS = 500;

    private final Place place;
    private final Pace pace;
    private final Fakes fakes;

    /**
     * Where the gateway is.
     *
     * @param url what {@code /chat/completions} stands below
     * @param key as a bearer token; null for none
     */
    record Place(String url, String model, @Nullable String key, int primaryPort, int fallbackPort) {}

    UrlCandidate(Place place, Pace pace) {
        this.place = place;
        this.pace = pace;
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(PRIMARY, place.primaryPort);
        ports.put(FALLBACK, place.fallbackPort);
        fakes = Fakes.at(ports);
    }

    @Override
    public String name() {
        return place.url;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("url", PRIMARY, true), new Column("url", PRIMARY, false));
    }

    /** The fault is one for all requests, so one run has to follow the other. */
    @Override
    public int atOnce() {
        return 1;
    }

    /** What would need another configuration of the gateway is left out. */
    @Override
    public boolean takes(Task task) {
        return task != Task.UNAVAILABLE_ALONE && task != Task.LATE_TOKEN;
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public void prepare(Run run) {
        recover();
        fakes.get(PRIMARY).strike(run.task().fault(pace, run.streamed()));
        fakes.get(FALLBACK).strike(run.task().faultOfOthers());
    }

    /** Plain requests until the primary answers again: the gateway may keep away from it since the last fault. */
    private void recover() {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!whyNot().isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(GLANCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public HttpRequest.Builder request(Run run, int number) {
        HttpRequest.Builder request = chat(Fakes.prompt(run.marker(number)), run.streamed());
        ConductHeaders.of(run, pace).forEach(request::header);
        return request;
    }

    private HttpRequest.Builder chat(String prompt, boolean stream) {
        String body = ChatBody.of(place.model, prompt, stream).toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(place.url + "/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return place.key == null ? request : request.header("authorization", "Bearer " + place.key);
    }

    @Override
    public String expected(Run run, int number) {
        return fakes.answerTo(run.marker(number));
    }

    @Override
    public List<Attempt> attempts(Run run) {
        return fakes.watch().of(run).stream()
                .map(seen -> {
                    Role role = seen.provider().equals(PRIMARY) ? Role.PRIMARY : Role.FALLBACK;
                    return new Attempt(seen.request(), role, seen.plainModel(), seen.at());
                })
                .toList();
    }

    @Override
    public @Nullable List<LogRow> logs(Run run, int least) {
        return null;
    }

    @Override
    public void finish(Run run) {
        fakes.get(PRIMARY).strike(null);
        fakes.get(FALLBACK).strike(null);
    }

    @Override
    public boolean healthy() {
        fakes.get(PRIMARY).strike(null);
        return whyNot().isEmpty();
    }

    /** Why a plain request gets no answer of the primary; empty where it does. */
    String whyNot() {
        long before = fakes.get(PRIMARY).requests();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    chat("Are you there?", false).timeout(PATIENCE).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return "it answers %d: %s".formatted(response.statusCode(), response.body());
            }
            return fakes.get(PRIMARY).requests() > before ? "" : "the primary fake provider was not asked";
        } catch (IOException e) {
            return "it does not answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        fakes.close();
    }
}
