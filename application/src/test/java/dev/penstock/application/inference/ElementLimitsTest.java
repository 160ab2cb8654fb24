package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.toProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeLimits;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.SampleRoutes;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.VersionId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Elements that set a limit, before a model whose tokens cost a cent each; prompts cost nothing. */
class ElementLimitsTest {
    private static final ProviderId SEARCHER = new ProviderId("searcher-ai");
    private static final PriceReply PRICES = new PriceReply(new PriceBook(Map.of(
            new PriceBook.Entry(SEARCHER, new ModelName("m")), perToken("0.01"),
            new PriceBook.Entry(SEARCHER, new ModelName("dear")), perToken("0.05"))));

    private final FakeLimits counters = new FakeLimits();
    private final ElementLimits limits =
            new ElementLimits(counters, counters, PRICES, SampleCalls.CATALOG, Trial.CLOCK);

    private static Price perToken(String usd) {
        return new Price(new Price.Rates(BigDecimal.ZERO, new BigDecimal(usd), null, null), List.of());
    }

    /** Before one model, which another stands in for. The provider is named by its alias. */
    private static LiveRoute route(int id, String type, String limit, String model, String fallback) {
        List<ElementDraft> elements = List.of(
                new ElementDraft("s", "start", null, Map.of("next", "r")),
                new ElementDraft(
                        "r",
                        "rate",
                        new Properties.Rate(type, "metadata.user", new BigDecimal(limit), new BigDecimal("60"), null),
                        Map.of("success", "a")),
                model("a", model, Map.of("success", "e", "fallback", "b")),
                model("b", fallback, Map.of("success", "e")),
                new ElementDraft("e", "end", null, Map.of()));
        return new LiveRoute(
                new RouteAddress(SampleCalls.GATEWAY, new RouteId(new UUID(0, id))),
                new RouteName("r" + id),
                new VersionId(new UUID(1, id)),
                Optional.of(SampleRoutes.valid(RouteGraph.of(new RouteDrawing(elements), any -> true))));
    }

    private static ElementDraft model(String id, String name, Map<String, String> arrows) {
        return new ElementDraft(
                id, "model", new Properties.Model("searcher", name, BigDecimal.ZERO, BigDecimal.ZERO), arrows);
    }

    private static LiveRoute counting(String limit) {
        return route(1, "count", limit, "m", "m");
    }

    private static LiveRoute spending(String limit) {
        return route(1, "cost", limit, "m", "m");
    }

    private static RouteElement.Rate rate(LiveRoute route) {
        return route.graph().orElseThrow().elements().stream()
                .filter(RouteElement.Rate.class::isInstance)
                .map(RouteElement.Rate.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A request that asks for at most so many tokens. */
    private static Exchange exchange(long mostTokens) {
        InferenceRequest request = toProvider("openai");
        RequestFacts facts = new RequestFacts(
                "m", -1, () -> new RequestFacts.Asked(false, mostTokens, 1, RequestFacts.Naming.CLEAR));
        return Trial.exchange(
                SampleCalls.request(
                        request.target(),
                        new InferenceRequest.Content(request.content().body(), facts)),
                new CompletableFuture<>());
    }

    private static Facts of(@Nullable String user) {
        return Facts.of(
                new Metadata(user == null ? Map.of() : Map.of("user", new Metadata.Value.Text(user))),
                Headers.NONE,
                null);
    }

    private boolean passes(LiveRoute route, @Nullable String user) {
        return admit(route, 10, user) instanceof Pass.Admitted;
    }

    private Pass admit(LiveRoute route, long mostTokens, @Nullable String user) {
        CompletionStage<Pass> pass = limits.admit(exchange(mostTokens), route, rate(route), of(user));
        return pass.toCompletableFuture().join();
    }

    /** What a request holds that passed. */
    private HeldBudgets held(LiveRoute route, long mostTokens) {
        HeldBudgets held = limits.budgets();
        held.hold((Pass.Admitted) admit(route, mostTokens, null));
        return held;
    }

    private static InferenceReply reply(int tokens, Body body) {
        return new InferenceReply(
                200,
                Headers.NONE,
                body,
                new InferenceReply.Origin(SEARCHER, "m"),
                () -> new Metering("m", TokenUsage.of(1, tokens)));
    }

    @Nested
    class By_count {
        @Test
        void admit_exactly_the_limit_to_many_at_once() {
            List<Integer> passed = AtOnce.run(64, caller -> {
                int count = 0;
                for (int i = 0; i < 10; i++) {
                    count += passes(counting("100"), null) ? 1 : 0;
                }
                return count;
            });

            assertThat(passed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        }

        @Test
        void count_each_value_apart_and_requests_without_one_together() {
            assertThat(passes(counting("1"), "u1")).isTrue();
            assertThat(passes(counting("1"), "u2")).isTrue();
            assertThat(passes(counting("1"), null)).isTrue();

            assertThat(passes(counting("1"), "u1")).isFalse();
            assertThat(passes(counting("1"), null)).isFalse();
            assertThat(passes(counting("1"), "")).isFalse();
        }

        @Test
        void count_each_route_apart() {
            assertThat(passes(counting("1"), null)).isTrue();

            assertThat(passes(route(2, "count", "1", "m", "m"), null)).isTrue();
            assertThat(passes(counting("1"), null)).isFalse();
        }

        @Test
        void leave_out_a_part_of_a_request() {
            assertThat(passes(counting("1.9"), null)).isTrue();
            assertThat(passes(counting("1.9"), null)).isFalse();
            assertThat(passes(counting("0.5"), "other")).isFalse();
        }

        @Test
        void may_be_larger_than_any_count() {
            assertThat(passes(counting("1e300"), null)).isTrue();
        }

        @Test
        void leave_nothing_to_settle() {
            HeldBudgets held = held(counting("1"), 10);
            InferenceReply reply = reply(1, Body.EMPTY);

            assertThat(held.ending(held.counting(exchange(10), reply))).isSameAs(reply);
            assertThat(passes(counting("1"), null)).isFalse();
        }
    }

    @Nested
    class By_cost {
        /** Each answer costs ten cents and might have cost ten cents. */
        @Test
        void never_let_many_at_once_spend_more_than_the_limit() {
            AtomicInteger answered = new AtomicInteger();

            AtOnce.run(64, caller -> {
                for (int i = 0; i < 10; i++) {
                    if (admit(spending("1"), 10, null) instanceof Pass.Admitted pass) {
                        HeldBudgets held = limits.budgets();
                        held.hold(pass);
                        answered.incrementAndGet();
                        held.ending(held.counting(exchange(10), reply(10, Body.EMPTY)));
                    }
                }
                return caller;
            });
            while (admit(spending("1"), 10, null) instanceof Pass.Admitted pass) {
                HeldBudgets held = limits.budgets();
                held.hold(pass);
                answered.incrementAndGet();
                held.ending(held.counting(exchange(10), reply(10, Body.EMPTY)));
            }

            assertThat(answered).hasValue(10);
        }

        @Test
        void reserve_as_much_as_the_dearest_model_behind_them_may_cost() {
            LiveRoute route = route(1, "cost", "1", "m", "dear");
            held(route, 10);

            assertThat(admit(route, 11, null)).isInstanceOf(Pass.Refused.class);
            assertThat(admit(route, 10, null)).isInstanceOf(Pass.Admitted.class);
            assertThat(admit(route, 1, null)).isInstanceOf(Pass.Refused.class);
        }

        @Test
        void reserve_nothing_when_a_model_behind_them_has_no_price() {
            LiveRoute route = route(1, "cost", "1", "dear", "unknown");
            held(route, 1000);

            assertThat(admit(route, 1000, null)).isInstanceOf(Pass.Admitted.class);
        }

        @Test
        void give_everything_back_when_nothing_was_answered() {
            HeldBudgets held = held(spending("1"), 60);
            assertThat(admit(spending("1"), 60, null)).isInstanceOf(Pass.Refused.class);

            held.release();
            held.ending(held.counting(exchange(60), reply(60, Body.EMPTY)));

            assertThat(admit(spending("1"), 60, null)).isInstanceOf(Pass.Admitted.class);
        }

        @Test
        void count_each_value_apart() {
            HeldBudgets held = limits.budgets();
            held.hold((Pass.Admitted) admit(spending("1"), 100, "u1"));
            held.settle(Cost.of("1"));

            assertThat(passes(spending("1"), "u1")).isFalse();
            assertThat(passes(spending("1"), "u2")).isTrue();
        }

        @Test
        void count_a_stream_when_it_has_ended_once() {
            HeldBudgets held = held(spending("1"), 60);
            FakeChunks chunks = new FakeChunks();
            InferenceReply settling =
                    held.ending(held.counting(exchange(60), reply(20, new Body.Streamed(chunks, -1))));
            FakeReader.of(settling.body());
            assertThat(admit(spending("1"), 60, null)).isInstanceOf(Pass.Refused.class);

            chunks.end();
            held.release();

            HeldBudgets next = held(spending("1"), 80);
            next.release();
            held(spending("1"), 1);
            assertThat(admit(spending("1"), 80, null)).isInstanceOf(Pass.Refused.class);
            assertThat(admit(spending("1"), 79, null)).isInstanceOf(Pass.Admitted.class);
        }

        @Test
        void count_what_a_stream_cost_that_its_caller_leaves() {
            HeldBudgets held = held(spending("1"), 60);
            InferenceReply settling =
                    held.ending(held.counting(exchange(60), reply(100, new Body.Streamed(new FakeChunks(), -1))));

            FakeReader.of(settling.body()).leave();

            assertThat(passes(spending("1"), null)).isFalse();
        }

        @Test
        void count_every_answer_of_models_one_after_the_other() {
            HeldBudgets held = held(spending("1"), 60);

            held.counting(exchange(60), reply(40, Body.EMPTY));
            held.ending(held.counting(exchange(60), reply(60, Body.EMPTY)));

            assertThat(passes(spending("1"), null)).isFalse();
        }

        @Test
        void count_an_answer_even_if_the_next_model_fails() {
            HeldBudgets held = held(spending("1"), 60);

            held.counting(exchange(60), reply(100, Body.EMPTY));
            held.release();

            assertThat(passes(spending("1"), null)).isFalse();
        }

        @Test
        void give_back_what_is_handed_in_after_the_end() {
            HeldBudgets held = limits.budgets();
            held.release();

            held.hold((Pass.Admitted) admit(spending("1"), 90, null));

            held(spending("1"), 10);
            assertThat(admit(spending("1"), 90, null)).isInstanceOf(Pass.Admitted.class);
        }
    }

    @Test
    void of_one_element_count_on_in_another_version_of_the_route() {
        LiveRoute one = counting("1");
        LiveRoute next = new LiveRoute(
                one.address(),
                one.name(),
                new VersionId(new UUID(9, 9)),
                counting("2").graph());
        List<Boolean> passed = new ArrayList<>();

        passed.add(passes(one, null));
        passed.add(passes(next, null));
        passed.add(passes(next, null));

        assertThat(passed).containsExactly(true, true, false);
    }
}
