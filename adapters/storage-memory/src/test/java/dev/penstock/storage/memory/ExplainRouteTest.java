package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleRoutes;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.application.route.CheckedRoute;
import dev.penstock.application.route.ElementClaim;
import dev.penstock.application.route.ExplainRoute;
import dev.penstock.application.route.Explanation;
import dev.penstock.application.route.Explanation.Reason;
import dev.penstock.application.route.LiveRoutes;
import dev.penstock.application.route.LookAtLimits;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.application.route.RoomAtElement;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteQuestion;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.validation.Path;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExplainRouteTest {
    private static final GatewayAddress G = address("g");
    private static final InstantSource CLOCK = InstantSource.fixed(SampleGateways.CREATED);

    private final MemoryGatewayStore gatewayStore = new MemoryGatewayStore();
    private final MemoryRouteStore store = new MemoryRouteStore();
    private final MemoryRateCounter counter = new MemoryRateCounter(100);
    private final MemorySpendLedger ledger = new MemorySpendLedger(100, List.of(), (key, spend) -> {});
    private final LiveSettings settings = new LiveSettings(gatewayStore, new MemoryAccessStore(), List.of());
    private final LiveRoutes live = new LiveRoutes(store, catalog(), settings);
    private final ManageRoutes routes =
            new ManageRoutes(store, gatewayStore, catalog(), live, CLOCK, SampleRoutes::newId);
    private final ManageRouteVersions versions =
            new ManageRouteVersions(store, gatewayStore, catalog(), live, CLOCK, SampleRoutes::newId);
    private final ExplainRoute explain = new ExplainRoute(
            store,
            gatewayStore,
            catalog(),
            new LookAtLimits(counter, ledger, CLOCK),
            (pattern, text) -> Pattern.compile(pattern.text()).matcher(text).find(),
            () -> 15);

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(List.of(new Provider(
                new ProviderId("openai"),
                "OpenAI",
                List.of(),
                new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
                List.of(UpstreamRule.below("https://api.openai.invalid/v1")),
                null,
                null)));
    }

    @BeforeEach
    void make_the_gateway() {
        new ManageGateways(gatewayStore, List.of(live), settings, CLOCK, new Random(1)).create(G, GatewayDraft.PLAIN);
    }

    /** The paid go by a limit to the big model; of the others, 10% go to the big one, too. */
    private static List<ElementDraft> drawn(String limitType, String limit, @Nullable String fallback) {
        Map<String, String> shares = new LinkedHashMap<>();
        shares.put("10%", "big");
        shares.put("90%", "small");
        return List.of(
                new ElementDraft("s", "start", null, Map.of("next", "c")),
                new ElementDraft(
                        "c",
                        "conditional",
                        new Properties.Conditions(Map.of("metadata.plan", "paid")),
                        Map.of("true", "r", "false", "p")),
                new ElementDraft("p", "percentage", null, shares),
                new ElementDraft(
                        "r",
                        "rate",
                        new Properties.Rate(
                                limitType, "metadata.user", new BigDecimal(limit), new BigDecimal("60"), null),
                        fallback == null ? Map.of("success", "big") : Map.of("success", "big", "fallback", fallback)),
                model("big", Map.of("success", "e", "fallback", "small")),
                model("small", Map.of("success", "e")),
                new ElementDraft("e", "end", null, Map.of()));
    }

    private static ElementDraft model(String id, Map<String, String> arrows) {
        return new ElementDraft(
                id, "model", new Properties.Model("openai", id, new BigDecimal("100"), BigDecimal.ONE), arrows);
    }

    private CheckedRoute made(List<ElementDraft> elements) {
        return routes.create(G, new RouteDraft("r", elements));
    }

    private static RouteQuestion.Draft of(Map<String, @Nullable Object> metadata, String... failing) {
        return new RouteQuestion.Draft(null, metadata, null, null, List.of(failing), null);
    }

    private static RouteQuestion.Draft withChance(String chance) {
        return new RouteQuestion.Draft(null, null, null, null, null, new BigDecimal(chance));
    }

    private static RouteQuestion.Draft ofVersion(VersionId version) {
        return new RouteQuestion.Draft(null, null, null, version, null, null);
    }

    private static Map<String, @Nullable Object> paid(String user) {
        return Map.of("plan", "paid", "user", user);
    }

    private static List<String> way(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.passage().element() + " " + step.passage().output())
                .toList();
    }

    private static <R extends Reason> R reason(Explanation explanation, int step, Class<R> type) {
        return type.cast(explanation.steps().get(step).reason());
    }

    private static Problem problemOf(ThrowingCallable deed) {
        return catchThrowableOfType(ProblemException.class, deed).problem();
    }

    private static RouteElement.Rate rate(Explanation explanation) {
        return reason(explanation, 2, Reason.Looked.class).room().claim().rate();
    }

    @Nested
    class The_way {
        @Test
        void is_told_element_by_element_with_what_decided() {
            RouteAddress route = made(drawn("count", "1", "small")).route().address();

            Explanation explanation = explain.explain(route, of(paid("u1")));

            assertThat(way(explanation)).containsExactly("s next", "c true", "r success", "big success", "e ");
            assertThat(reason(explanation, 1, Reason.Asked.class).condition().holds())
                    .isTrue();
            assertThat(reason(explanation, 2, Reason.Looked.class).room().left())
                    .isTrue();
            assertThat(reason(explanation, 3, Reason.Assumed.class).answers()).isTrue();
            assertThat(explanation.ending().answer().orElseThrow().id()).hasToString("big");
        }

        @Test
        void goes_by_the_chance_that_was_asked_for_or_by_chance_itself() {
            RouteAddress route = made(drawn("count", "1", "small")).route().address();

            assertThat(way(explain.explain(route, withChance("9.9")))).contains("p 10%");
            assertThat(way(explain.explain(route, withChance("10")))).contains("p 90%");
            assertThat(way(explain.explain(route, withChance("100")))).contains("p 90%");
            assertThat(way(explain.explain(route, RouteQuestion.Draft.EMPTY))).contains("p 90%");
        }

        @Test
        void takes_the_fallback_of_a_model_that_is_assumed_to_fail() {
            RouteAddress route = made(drawn("count", "1", "small")).route().address();

            Explanation explanation = explain.explain(route, of(paid("u1"), "big"));

            assertThat(way(explanation)).endsWith("big fallback", "small success", "e ");
            assertThat(explanation.ending().answer().orElseThrow().id()).hasToString("small");
            assertThat(explanation.ending().failed().orElseThrow().id()).hasToString("big");
        }

        @Test
        void ends_with_an_error_where_a_model_fails_that_has_no_fallback() {
            RouteAddress route = made(drawn("count", "1", "small")).route().address();

            Explanation explanation = explain.explain(route, of(paid("u1"), "big", "small"));

            assertThat(way(explanation)).endsWith("big fallback", "small ");
            assertThat(explanation.ending().reason()).isEqualTo(Halt.Reason.MODEL_FAILED);
            assertThat(explanation.ending().answer()).isEmpty();
            assertThat(explanation.ending().failed().orElseThrow().id()).hasToString("small");
        }
    }

    @Nested
    class A_limit {
        @Test
        void is_looked_at_and_nothing_is_counted() {
            RouteAddress route = made(drawn("count", "1", "small")).route().address();
            explain.explain(route, of(paid("u1")));
            Explanation before = explain.explain(route, of(paid("u1")));
            ElementClaim claim = reason(before, 2, Reason.Looked.class).room().claim();
            counter.admit(claim.counter(), claim.calls().orElseThrow(), CLOCK.instant());

            Explanation after = explain.explain(route, of(paid("u1")));

            RoomAtElement room = reason(before, 2, Reason.Looked.class).room();
            assertThat(room.left()).isTrue();
            assertThat(room.used()).isZero();
            assertThat(way(after)).containsExactly("s next", "c true", "r fallback", "small success", "e ");
            assertThat(reason(after, 2, Reason.Looked.class).room().used()).isEqualByComparingTo("1");
            assertThat(way(explain.explain(route, of(paid("u2"))))).contains("r success");
        }

        @Test
        void ends_the_way_where_it_has_no_fallback() {
            RouteAddress route = made(drawn("count", "0.5", null)).route().address();

            Explanation explanation = explain.explain(route, of(paid("u1")));

            assertThat(way(explanation)).containsExactly("s next", "c true", "r ");
            assertThat(explanation.ending().reason()).isEqualTo(Halt.Reason.COUNT_USED_UP);
            assertThat(explanation.ending().answer()).isEmpty();
        }

        @Test
        void of_money_tells_what_is_spent_and_reserved() {
            RouteAddress route = made(drawn("cost", "1", "small")).route().address();
            ElementClaim claim =
                    ElementClaim.of(route, rate(explain.explain(route, of(paid("u1")))), facts(paid("u1")));
            reserve(claim, "0.4").settle(Cost.of("0.4"), CLOCK.instant());
            Reservation underWay = reserve(claim, "0.5");

            RoomAtElement room = reason(explain.explain(route, of(paid("u1"))), 2, Reason.Looked.class)
                    .room();

            assertThat(room.used()).isEqualByComparingTo("0.4");
            assertThat(room.reserved()).isEqualByComparingTo("0.5");
            assertThat(room.left()).isTrue();
            underWay.settle(Cost.of("0.6"), CLOCK.instant());
            assertThat(explain.explain(route, of(paid("u1"), "small")).ending().reason())
                    .isEqualTo(Halt.Reason.MODEL_FAILED);
        }

        private Facts facts(Map<String, @Nullable Object> metadata) {
            return SampleRoutes.valid(of(metadata).check()).facts();
        }

        private Reservation reserve(ElementClaim claim, String usd) {
            return ((Admission.Admitted<Reservation>)
                            ledger.reserve(G, List.of(claim.budget()), Cost.of(usd), CLOCK.instant())
                                    .toCompletableFuture()
                                    .join())
                    .reservation();
        }
    }

    @Nested
    class A_version {
        @Test
        void that_does_not_serve_can_be_asked_about() {
            CheckedRoute route = made(SampleRoutes.plain());
            RouteAddress address = route.route().address();
            VersionId other = versions.create(address, drawn("count", "1", "small"))
                    .version()
                    .id();

            assertThat(way(explain.explain(address, RouteQuestion.Draft.EMPTY))).containsExactly("s next", "e ");
            Explanation explanation = explain.explain(address, ofVersion(other));
            assertThat(way(explanation)).hasSize(5);
            assertThat(explanation.version()).isEqualTo(other);
        }

        @Test
        void that_is_unsound_is_refused_with_its_reasons() {
            RouteAddress address = made(SampleRoutes.unsound()).route().address();

            Problem problem = problemOf(() -> explain.explain(address, RouteQuestion.Draft.EMPTY));

            assertThat(((Problem.Invalid) problem).violations())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(reason -> assertThat(reason.path().steps()).startsWith("version_id", "elements"));
        }

        @Test
        void that_is_not_there_is_missing() {
            RouteAddress address = made(SampleRoutes.plain()).route().address();

            assertThat(problemOf(() -> explain.explain(address, ofVersion(new VersionId(new UUID(9, 9))))))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.ROUTE_VERSION));
        }
    }

    @Test
    void assumes_nothing_of_elements_that_are_no_models() {
        RouteAddress address = made(drawn("count", "1", "small")).route().address();

        Problem problem = problemOf(() -> explain.explain(address, of(Map.of(), "big", "r", "x")));

        assertThat(((Problem.Invalid) problem).violations())
                .extracting(violation -> violation.path())
                .containsExactly(Path.of("failing").index(1), Path.of("failing").index(2));
    }
}
