package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    private static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    private final AtomicLong made = new AtomicLong();

    private DeployedRoute made() {
        RouteDraft draft = new RouteDraft("support", List.of(Drawn.start("s", "nowhere")));
        return switch (DeployedRoute.define(
                GATEWAY, draft, () -> new UUID(0, made.incrementAndGet()), NOW.plusNanos(1))) {
            case Validated.Valid<DeployedRoute>(DeployedRoute route) -> route;
            case Validated.Invalid<DeployedRoute>(List<Violation> wrong) -> throw new AssertionError(wrong);
        };
    }

    @Test
    void serves_its_first_version_at_once_even_when_that_is_unsound() {
        DeployedRoute made = made();

        assertThat(made.route().runs(made.version().id())).isTrue();
        assertThat(made.route().name()).isEqualTo(new RouteName("support"));
        assertThat(made.route().createdAt()).isEqualTo(NOW);
        assertThat(made.route().live().createdAt()).isEqualTo(NOW);
        assertThat(made.version().createdAt()).isEqualTo(NOW);
    }

    @Test
    void tells_everything_that_is_wrong_with_a_draft() {
        assertThat(new RouteDraft(null, null).violations())
                .extracting(violation -> violation.path() + " " + violation.message())
                .containsExactly("name Required", "elements Required");
    }

    @Test
    void keeps_everything_else_when_it_is_renamed() {
        Route route = made().route();

        Validated<Route> renamed = route.rename("sales", NOW.plusSeconds(5));

        assertThat(renamed)
                .isEqualTo(new Validated.Valid<>(
                        new Route(route.address(), new RouteName("sales"), route.live(), NOW, NOW.plusSeconds(5))));
    }

    @Test
    void lets_another_version_serve() {
        Route route = made().route();
        VersionId second = new VersionId(new UUID(1, 1));

        Route next = route.deploy(second, new DeploymentId(new UUID(1, 2)), NOW.plusSeconds(9));

        assertThat(next.runs(second)).isTrue();
        assertThat(next.runs(route.live().version())).isFalse();
        assertThat(next.modifiedAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(next.live().createdAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(next.name()).isEqualTo(route.name());
    }

    @Test
    void does_not_go_back_in_time_with_the_clock() {
        Route route = made().route();

        Route next = route.deploy(route.live().version(), new DeploymentId(new UUID(1, 2)), NOW.minusSeconds(60));

        assertThat(next.live().createdAt()).isEqualTo(NOW);
        assertThat(next.modifiedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Support team/2", "\ud83d\ude00", " "})
    void takes_nearly_any_name(String name) {
        assertThat(renamed(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\0", "\ud800", "a\udc00b", "\u009f"})
    void takes_no_name_that_cannot_be_written_down(String name) {
        assertThat(renamed(name)).containsExactly("name Invalid");
    }

    @Test
    void bounds_its_name() {
        assertThat(renamed(null)).containsExactly("name Required");
        assertThat(renamed("")).containsExactly("name String must contain at least 1 character(s)");
        assertThat(renamed("x".repeat(257))).containsExactly("name String must contain at most 256 character(s)");
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteName(""));
    }

    private List<String> renamed(@Nullable String name) {
        return switch (made().route().rename(name, NOW)) {
            case Validated.Valid<Route> route -> List.of();
            case Validated.Invalid<Route>(List<Violation> wrong) ->
                wrong.stream().map(it -> it.path() + " " + it.message()).toList();
        };
    }

    @Test
    void reads_ids_that_something_can_have() {
        assertThat(RouteId.parse("00000000-0000-0000-0000-00000000000a")).contains(new RouteId(new UUID(0, 10)));
        assertThat(VersionId.parse("00000000-0000-0000-0000-00000000000a")).contains(new VersionId(new UUID(0, 10)));
        assertThat(RouteId.parse("1")).isEmpty();
        assertThat(RouteId.parse("0000000000000000000000000000000000zz")).isEmpty();
    }
}
