package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Penstock of the exam's own, with each provider faked. */
final class PenstockCandidate implements Candidate {
    /** More would wait for each other on a small machine, and times would say nothing. */
    private static final int AT_ONCE = 8;

    private static final int FAILURES = 5;

    private final Plan plan;
    private final Pace pace;
    private final Fakes fakes;
    private final Examined server;
    private final Office office;

    PenstockCandidate(Plan plan, Pace pace, Path folder, Examined.Starter starter) {
        this.plan = plan;
        this.pace = pace;
        Map<String, Integer> ports = new LinkedHashMap<>();
        plan.providers().forEach(slug -> ports.put(slug, 0));
        fakes = Fakes.at(ports);
        try {
            server = starter.start(new Examined.Wish(folder, fakes.urls(), FAILURES, pace.cooldown()));
        } catch (RuntimeException failure) {
            fakes.close();
            throw failure;
        }
        office = new Office(server);
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public List<Column> columns() {
        return plan.columns();
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public boolean takes(Task task) {
        return plan.takes(task);
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    Watch watch() {
        return fakes.watch();
    }

    @Override
    public void prepare(Run run) {
        JsonNode route = plan.route(run);
        if (route != null) {
            office.deploy(route);
        }
    }

    @Override
    public HttpRequest.Builder request(Run run, int number) {
        String body = plan.body(run, Fakes.prompt(run.marker(number))).toString();
        URI uri = URI.create(server.url() + "/v1/" + server.account() + "/" + Office.GATEWAY + plan.path(run));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("cf-aig-authorization", "Bearer " + server.token())
                .header("cf-aig-event-id", run.marker(number))
                .POST(BodyPublishers.ofString(body));
        ConductHeaders.of(run, pace).forEach(request::header);
        return request;
    }

    @Override
    public String expected(Run run, int number) {
        return fakes.answerTo(run.marker(number));
    }

    @Override
    public List<Attempt> attempts(Run run) {
        return fakes.watch().of(run).stream()
                .map(seen -> {
                    boolean first = FaultyModel.isLabelled(seen.model(), run.label(Role.PRIMARY));
                    Role role = first ? Role.PRIMARY : Role.FALLBACK;
                    return new Attempt(seen.request(), role, seen.plainModel(), seen.at());
                })
                .toList();
    }

    @Override
    public List<LogRow> logs(Run run, int least) {
        return office.logs(run.marker(1), least);
    }

    @Override
    public void finish(Run run) {
        // Each run's fault is in the names of its own models.
    }

    @Override
    public boolean healthy() {
        return office.healthy();
    }

    @Override
    public void close() {
        office.close();
        try {
            server.close();
        } finally {
            fakes.close();
        }
    }
}
