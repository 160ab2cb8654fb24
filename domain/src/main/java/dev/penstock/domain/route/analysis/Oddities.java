package dev.penstock.domain.route.analysis;

import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.analysis.Chart.Place;
import dev.penstock.domain.route.analysis.Finding.Code;
import dev.penstock.domain.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What is odd about single elements of a drawing, sound or not. */
final class Oddities {
    private static final Path ELEMENTS = Path.of("elements");

    private final Chart chart;
    private final Reach drawn;
    private final Reach taken;
    private final List<Finding> found = new ArrayList<>();

    private Oddities(Chart chart) {
        this.chart = chart;
        this.drawn = Reach.drawn(chart);
        this.taken = Reach.taken(chart);
    }

    /**
     * @param known which providers there are
     */
    static List<Finding> of(Chart chart, RouteDrawing drawing, Predicate<ProviderId> known, Outlook outlook) {
        Oddities oddities = new Oddities(chart);
        for (int position = 0; position < chart.size(); position++) {
            oddities.lookAt(position);
            if (drawing.elements().get(position).properties() instanceof ElementDraft.Properties.Model model) {
                oddities.ask(position, model, known, outlook);
            }
        }
        return oddities.found;
    }

    static Path at(int position) {
        return ELEMENTS.index(position);
    }

    private void lookAt(int position) {
        Place place = chart.places().get(position);
        if (chart.start() >= 0 && !taken.comesTo(position)) {
            add(
                    Code.UNREACHABLE,
                    at(position),
                    drawn.comesTo(position)
                            ? "Only arrows that no request takes lead to '%s'".formatted(place.id())
                            : "Nothing leads from the start to '%s'".formatted(place.id()));
        }
        Path conditions = at(position).key("properties").key("conditions");
        switch (place.verdict()) {
            case NEVER -> add(Code.NEVER_HOLDS, conditions, "No request can meet this condition");
            case ALWAYS -> add(Code.ALWAYS_HOLDS, conditions, "Every request meets this condition");
            case OPEN -> {}
        }
        if (place.type() == ElementType.PERCENTAGE) {
            place.arrows().stream()
                    .filter(arrow -> arrow.chance() == 0)
                    .forEach(arrow -> add(
                            Code.NO_SHARE,
                            at(position).key("outputs").key(arrow.label()),
                            "No request goes this way: there is no share left for it"));
        }
    }

    private void ask(int position, ElementDraft.Properties.Model model, Predicate<ProviderId> known, Outlook outlook) {
        String provider = Objects.requireNonNull(model.provider());
        String name = Objects.requireNonNull(model.model());
        if (!ProviderId.isValid(provider) || !known.test(new ProviderId(provider)) || name.isEmpty()) {
            return;
        }
        Path properties = at(position).key("properties");
        Outlook.Supply supply = outlook.supplies().of(new ProviderId(provider), new ModelName(name));
        if (!supply.reached()) {
            add(Code.OUT_OF_REACH, properties.key("provider"), "Routes cannot call '%s'".formatted(provider));
        } else if (!supply.credential()) {
            add(
                    Code.NO_CREDENTIAL,
                    properties.key("provider"),
                    "There is no key for '%s', and routes use none of the caller's".formatted(provider));
        }
        if (supply.price() == null) {
            add(Code.NO_PRICE, properties.key("model"), "What '%s' costs is not known".formatted(name));
        }
    }

    private void add(Code code, Path path, String message) {
        found.add(new Finding(code, path, message));
    }
}
