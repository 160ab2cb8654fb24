package dev.penstock.bootstrap.exam;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exams there are: of a Penstock with ways of the exam's own, of somebody's route, and of a gateway somewhere. */
public final class Exams {
    private Exams() {}

    /**
     * Examines a Penstock that is started for it.
     *
     * @param folder where the Penstock may keep things
     */
    public static Scorecard ofPenstock(Exam exam, Pace pace, Path folder, Examined.Starter starter) {
        try (PenstockCandidate candidate = new PenstockCandidate(new BuiltInPlan(pace), pace, folder, starter)) {
            return exam.take(candidate);
        }
    }

    /**
     * Examines somebody's route in a Penstock that is started for it.
     *
     * @param drawing a file with the route's name and elements
     * @throws IllegalStateException if a plain request reaches no model
     */
    public static Scorecard ofRoute(Exam exam, Pace pace, Path drawing, Path folder, Examined.Starter starter) {
        OwnRoutePlan plan = new OwnRoutePlan(Drawing.read(drawing), pace);
        try (PenstockCandidate candidate = new PenstockCandidate(plan, pace, folder, starter)) {
            Run probe = plan.probe();
            candidate.prepare(probe);
            String answer = send(candidate, probe);
            plan.start(candidate.watch().of(probe));
            if (!plan.isReady()) {
                throw new IllegalStateException("a plain request to this route reaches no model: " + answer);
            }
            return exam.take(candidate);
        }
    }

    /**
     * Examines a gateway that is there already.
     *
     * @param tell is told what the gateway's operator has to set up
     * @throws IllegalStateException if a plain request to the gateway does not reach the exam's provider
     */
    public static Scorecard ofUrl(
            Exam exam,
            Pace pace,
            String url,
            String model,
            @Nullable String key,
            List<Integer> ports,
            Consumer<String> tell) {
        UrlCandidate.Place place =
                new UrlCandidate.Place(url.replaceAll("/+$", ""), model, key, ports.get(0), ports.get(1));
        try (UrlCandidate candidate = new UrlCandidate(place, pace)) {
            tell.accept("""
                    The gateway at %s must send model %s to http://127.0.0.1:%d/v1, and fall back to http://127.0.0.1:%d/v1.
                    Both are OpenAI-compatible and take any key. Set it to 2 retries, %d ms of patience with a silent provider, and
                    a circuit that opens after 5 failures for %d ms, where it has these.""".formatted(
                            place.url(),
                            model,
                            place.primaryPort(),
                            place.fallbackPort(),
                            pace.timeout().toMillis(),
                            pace.cooldown().toMillis()));
            String problem = candidate.whyNot();
            if (!problem.isEmpty()) {
                throw new IllegalStateException("the gateway at %s cannot be examined: %s".formatted(url, problem));
            }
            return exam.take(candidate);
        }
    }

    private static String send(Candidate candidate, Run probe) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(candidate.request(probe, 1).build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
