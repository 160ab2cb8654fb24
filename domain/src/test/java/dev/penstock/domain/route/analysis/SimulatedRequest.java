package dev.penstock.domain.route.analysis;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.Surroundings;
import dev.penstock.domain.route.TextPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request whose models answer, fail or are silent as chance has it, each attempt taking up to its time limit, with the pauses
 * that traffic makes; and what all this comes to.
 */
final class SimulatedRequest {
    private static final Passage.Why HEARD = new Passage.Why.Heard("simulated");
    private static final Duration ALL_DAY = Duration.ofDays(1);

    /** What the simulation is to be like. */
    record Climate(double failing, double usedUp, boolean patient, boolean slow) {
        /**
         * @param patient whether providers ask for pauses, and last retries take all the time in the world
         */
        static Climate any(Random random, boolean patient) {
            return new Climate(random.nextInt(5) / 4.0, random.nextInt(3) / 2.0, patient, random.nextBoolean());
        }
    }

    private final RouteGraph graph;
    private final Outlook outlook;
    private final Climate climate;
    private final Random random;
    private final Facts facts;

    private final List<ElementId> models = new ArrayList<>();
    private int attempts;
    private Duration time = Duration.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal costOfAll = BigDecimal.ZERO;
    private @Nullable RouteWalk walk;

    SimulatedRequest(RouteGraph graph, Outlook outlook, Climate climate, Random random) {
        this.graph = graph;
        this.outlook = outlook;
        this.climate = climate;
        this.random = random;
        this.facts = new RandomConditions(random).facts();
    }

    SimulatedRequest run() {
        RouteWalk at = RouteWalk.begin(graph, surroundings());
        // More halts than elements would be a walk without end.
        for (int halts = 0; halts <= RouteWalk.MOST_ELEMENTS && !(at.at() instanceof Halt.Ended); halts++) {
            at = switch (at.at()) {
                case Halt.AtRate rate -> at.admitted(random.nextDouble() >= climate.usedUp, HEARD);
                case Halt.AtModel(RouteElement.Model model) -> at.answered(call(model), HEARD);
                case Halt.Ended ended -> at;
            };
        }
        walk = at;
        return this;
    }

    private Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public Facts facts() {
                return facts;
            }

            @Override
            public TextPattern.Search search() {
                return (pattern, text) ->
                        Pattern.compile(pattern.text()).matcher(text).find();
            }

            @Override
            public double chance() {
                return random.nextDouble() * 100;
            }
        };
    }

    /** Whether it answered in the end. */
    private boolean call(RouteElement.Model model) {
        models.add(model.id());
        boolean last = !model.fallback().map(graph::leadsToModel).orElse(false);
        for (int retry = 0; ; retry++) {
            boolean timed = retry == 0 || retry < model.retries() || !last || !climate.patient;
            time = time.plus(upTo(limit(model, timed)));
            attempts++;
            boolean fails = random.nextDouble() < climate.failing;
            charge(model, fails);
            if (!fails || retry == model.retries()) {
                return !fails;
            }
            if (random.nextInt(8) == 0) {
                return false;
            }
            Duration wanted = climate.patient ? upTo(RetryPolicy.LONGEST_DELAY) : null;
            Duration pause = Objects.requireNonNull(outlook.pauses().delayBefore(retry + 1, wanted));
            time = time.plus(RetryPolicy.drawnOut(pause, climate.slow ? 1 : random.nextDouble()));
        }
    }

    private Duration limit(RouteElement.Model model, boolean timed) {
        Duration own = timed ? model.timeout().orElse(ALL_DAY) : ALL_DAY;
        Duration any = Objects.requireNonNullElse(outlook.firstContent(), ALL_DAY);
        return own.compareTo(any) < 0 ? own : any;
    }

    private Duration upTo(Duration most) {
        return climate.slow ? most : Duration.ofMillis((long) (most.toMillis() * random.nextDouble()));
    }

    /** A quarter of up to four thousand tokens each way, some of the prompt out of the provider's cache or into it. */
    private void charge(RouteElement.Model model, boolean fails) {
        Price price = outlook.supplies().of(model.provider(), model.model()).price();
        if (price != null) {
            int most = 4 * Bounds.TOKENS;
            int read = random.nextInt(most / 2);
            int written = random.nextInt(most / 2);
            int prompt = climate.slow ? most : read + written;
            int answer = climate.slow ? most : random.nextInt(most);
            BigDecimal usd = price.cost(new TokenUsage(prompt, answer, read, written, true))
                    .usd()
                    .divide(BigDecimal.valueOf(4));
            costOfAll = costOfAll.add(usd);
            cost = fails ? cost : cost.add(usd);
        }
    }

    RouteWalk walk() {
        return Objects.requireNonNull(walk);
    }

    boolean ended() {
        return walk().at() instanceof Halt.Ended;
    }

    List<ElementId> models() {
        return models;
    }

    int attempts() {
        return attempts;
    }

    Duration time() {
        return time;
    }

    BigDecimal cost() {
        return cost;
    }

    BigDecimal costOfAll() {
        return costOfAll;
    }
}
