package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules on arrows agree with somebody who simply tries every walk. */
class SoundnessTest {
    private static final List<String> TYPES = List.of("start", "conditional", "percentage", "rate", "model", "end");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void says_the_same_of_small_graphs_as_trying_every_walk(long seed) {
        Random random = new Random(seed);
        int sound = 0;
        for (int round = 0; round < 4000; round++) {
            List<ElementDraft> drawn = draw(random);

            boolean accepted = Drawn.graph(drawn) instanceof Validated.Valid<RouteGraph>;

            assertThat(accepted).as("seed %d, round %d: %s", seed, round, drawn).isEqualTo(everyWalkEnds(drawn));
            sound += accepted ? 1 : 0;
        }
        assertThat(sound).as("sound ones among the graphs of seed %d", seed).isBetween(200, 3800);
    }

    /** Mostly in order, so that a good part is sound; now and then an arrow goes back or astray, or an id comes twice. */
    private static List<ElementDraft> draw(Random random) {
        int size = 1 + random.nextInt(6);
        List<ElementDraft> drawn = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String type = i == 0 ? "start" : i == size - 1 ? "end" : TYPES.get(1 + random.nextInt(5));
            type = random.nextInt(25) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : type;
            String id = "n" + (random.nextInt(40) == 0 ? random.nextInt(size) : i);
            drawn.add(element(id, type, () -> target(random), i, size, random));
        }
        return drawn;
    }

    private interface Anywhere {
        int astray();
    }

    private static int target(Random random) {
        return random.nextInt(30) == 0 ? random.nextInt(8) : -1;
    }

    private static ElementDraft element(
            String id, String type, Anywhere anywhere, int position, int size, Random random) {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int astray = anywhere.astray();
            int ahead = position + 1 + random.nextInt(Math.max(1, size - position - 1));
            next.add("n" + (astray >= 0 ? astray : ahead));
        }
        String fallback = random.nextBoolean() ? next.get(1) : null;
        return switch (type) {
            case "start" -> Drawn.start(id, next.get(0));
            case "conditional" -> Drawn.conditional(id, null, next.get(0), next.get(1));
            case "percentage" -> Drawn.percentage(id, "50% a", next.get(0), "50% b", next.get(1));
            case "rate" -> Drawn.rate(id, "1", "1", next.get(0), fallback);
            case "model" -> Drawn.model(id, next.get(0), fallback);
            default -> Drawn.end(id);
        };
    }

    private static boolean everyWalkEnds(List<ElementDraft> drawn) {
        Map<String, ElementDraft> byId = new LinkedHashMap<>();
        drawn.forEach(element -> byId.put(Objects.requireNonNull(element.id()), element));
        boolean told = byId.size() == drawn.size();
        boolean oneStart =
                drawn.stream().filter(it -> "start".equals(it.type())).count() == 1;
        boolean anEnd = drawn.stream().anyMatch(it -> "end".equals(it.type()));
        return told && oneStart && anEnd && drawn.stream().allMatch(it -> ends(it, byId, new HashSet<>()));
    }

    /** Whether every walk from here comes to an end without meeting an element twice or stepping into nothing. */
    private static boolean ends(@Nullable ElementDraft at, Map<String, ElementDraft> byId, Set<String> seen) {
        if (at == null || !seen.add(Objects.requireNonNull(at.id()))) {
            return false;
        }
        if ("end".equals(at.type())) {
            return true;
        }
        return Objects.requireNonNull(at.outputs()).values().stream()
                .allMatch(next -> ends(byId.get(next), byId, new HashSet<>(seen)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void says_of_shares_what_adding_them_up_says(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int count = 1 + random.nextInt(5);
            BigDecimal left = BigDecimal.valueOf(100);
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                BigDecimal share = i == count - 1 ? left : left.multiply(BigDecimal.valueOf(random.nextInt(101), 2));
                left = left.subtract(share);
                labels.add(share.toPlainString() + "% (" + i + ")");
                labels.add("e");
            }
            boolean spoilt = random.nextInt(3) == 0;
            if (spoilt) {
                labels.set(0, "101");
            }

            List<String> flaws = Drawn.flaws(
                    Drawn.start("s", "p"), Drawn.percentage("p", labels.toArray(String[]::new)), Drawn.end("e"));

            assertThat(flaws.isEmpty())
                    .as("seed %d, round %d: %s", seed, round, labels)
                    .isEqualTo(!spoilt);
        }
    }
}
