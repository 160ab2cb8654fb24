package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Somebody's own route. The first model that a plain request reaches is the one that fails. */
final class OwnRoutePlan implements Plan {
    private static final int NOT_YET = -1;

    private final Drawing drawing;
    private final Pace pace;
    /** The element that fails; set once, before the first run. */
    private volatile int primary = NOT_YET;

    OwnRoutePlan(Drawing drawing, Pace pace) {
        this.drawing = drawing;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "route " + drawing.name();
    }

    @Override
    public List<String> providers() {
        return drawing.providers();
    }

    @Override
    public List<Column> columns() {
        String name = primary == NOT_YET ? "?" : drawing.provider(primary) + " " + drawing.model(primary);
        return List.of(new Column("route", name, true), new Column("route", name, false));
    }

    @Override
    public boolean takes(Task task) {
        return switch (task) {
            case UNAVAILABLE_ALONE -> false;
            case LATE_TOKEN_AWAITED -> isPatient();
            default -> true;
        };
    }

    /** Whether the model that fails may be as late as in fault 7. */
    private boolean isPatient() {
        long timeout = primary == NOT_YET ? 0 : drawing.timeout(primary);
        return timeout == 0 || timeout >= Pace.FULL.timeout().toMillis();
    }

    /** A run that finds out which model is reached first: all are healthy, and labelled by their positions. */
    Run probe() {
        return new Run(0, Task.HEALTHY, columns().get(1), Rescue.OFF);
    }

    /** Takes the probe's findings. */
    void start(List<Watch.Sighting> seen) {
        for (int element : drawing.models()) {
            if (!seen.isEmpty() && FaultyModel.isLabelled(seen.getFirst().model(), "e" + element)) {
                primary = element;
            }
        }
    }

    boolean isReady() {
        return primary != NOT_YET;
    }

    @Override
    public JsonNode route(Run run) {
        int failing = primary;
        if (failing == NOT_YET) {
            return drawing.copy(
                    name(run), element -> FaultyModel.labelled(drawing.model(element), "fake-none", "e" + element), 1);
        }
        ObjectNode copy = drawing.copy(
                name(run),
                element -> FaultyModel.of(
                        drawing.model(element), run, element == failing ? Role.PRIMARY : Role.FALLBACK, pace),
                pace.divisor());
        drawing.straighten(copy, failing);
        return copy;
    }

    private static String name(Run run) {
        return "x" + run.id();
    }

    @Override
    public String path(Run run) {
        return "/compat/chat/completions";
    }

    @Override
    public JsonNode body(Run run, String prompt) {
        return ChatBody.of("dynamic/" + name(run), prompt, run.streamed());
    }
}
