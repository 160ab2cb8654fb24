package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exam's own ways: a dynamic route and the universal endpoint, with OpenAI failing and Anthropic failing. */
final class BuiltInPlan implements Plan {
    static final String ROUTE = "route";
    static final String UNIVERSAL = "universal";

    private static final int RETRIES = 2;
    private static final String OPENAI = "openai";
    private static final String ANTHROPIC = "anthropic";

    private final Pace pace;

    BuiltInPlan(Pace pace) {
        this.pace = pace;
    }

    @Override
    public String name() {
        return "Penstock, its own route and universal steps";
    }

    @Override
    public List<String> providers() {
        return List.of(OPENAI, ANTHROPIC);
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String way : List.of(ROUTE, UNIVERSAL)) {
            for (String primary : providers()) {
                columns.add(new Column(way, primary, true));
                columns.add(new Column(way, primary, false));
            }
        }
        return columns;
    }

    @Override
    public boolean takes(Task task) {
        return true;
    }

    @Override
    public @Nullable JsonNode route(Run run) {
        if (!run.column().way().equals(ROUTE)) {
            return null;
        }
        ObjectNode route = JsonNodeFactory.instance.objectNode().put("name", "x" + run.id());
        ArrayNode elements = route.putArray("elements");
        element(elements, "start", "start", "next", "primary");
        element(
                        elements,
                        "primary",
                        "model",
                        "success",
                        "end",
                        "fallback",
                        run.task().hasFallback() ? "other" : "end")
                .set("properties", properties(run, Role.PRIMARY));
        if (run.task().hasFallback()) {
            element(elements, "other", "model", "success", "end", "fallback", "end")
                    .set("properties", properties(run, Role.FALLBACK));
        }
        element(elements, "end", "end");
        return route;
    }

    private static ObjectNode element(ArrayNode elements, String id, String type, String... arrows) {
        ObjectNode element = elements.addObject().put("id", id).put("type", type);
        ObjectNode outputs = element.putObject("outputs");
        for (int i = 0; i < arrows.length; i += 2) {
            outputs.putObject(arrows[i]).put("elementId", arrows[i + 1]);
        }
        return element;
    }

    private ObjectNode properties(Run run, Role role) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", provider(run, role))
                .put("model", model(run, role))
                .put("timeout", pace.timeout().toMillis())
                .put("retries", RETRIES);
    }

    @Override
    public String path(Run run) {
        return run.column().way().equals(ROUTE) ? "/compat/chat/completions" : "";
    }

    @Override
    public JsonNode body(Run run, String prompt) {
        if (run.column().way().equals(ROUTE)) {
            return ChatBody.of("dynamic/x" + run.id(), prompt, run.streamed());
        }
        ArrayNode steps = JsonNodeFactory.instance.arrayNode().add(step(run, Role.PRIMARY, prompt));
        return run.task().hasFallback() ? steps.add(step(run, Role.FALLBACK, prompt)) : steps;
    }

    /** OpenAI in its own words, everyone else translated from them: the caller gets one dialect, whoever answers. */
    private ObjectNode step(Run run, Role role, String prompt) {
        String provider = provider(run, role);
        boolean own = provider.equals(OPENAI);
        ObjectNode step = JsonNodeFactory.instance
                .objectNode()
                .put("provider", own ? OPENAI : "compat")
                .put("endpoint", "chat/completions");
        step.putObject("headers").put("content-type", "application/json");
        step.putObject("config")
                .put("requestTimeout", pace.timeout().toMillis())
                .put("maxAttempts", RETRIES);
        String model = own ? model(run, role) : provider + "/" + model(run, role);
        step.set("query", ChatBody.of(model, prompt, run.streamed()));
        return step;
    }

    private static String provider(Run run, Role role) {
        boolean first = run.column().primary().equals(OPENAI) == (role == Role.PRIMARY);
        return first ? OPENAI : ANTHROPIC;
    }

    private String model(Run run, Role role) {
        String model = provider(run, role).equals(OPENAI) ? "gpt-4o-mini" : "claude-haiku-4-5";
        return FaultyModel.of(model, run, role, pace);
    }
}
