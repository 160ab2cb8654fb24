package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouteBookTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final GatewayAddress G = new GatewayAddress(ACCOUNT, new GatewayId("g"));
    private static final GatewayAddress H = new GatewayAddress(ACCOUNT, new GatewayId("h"));

    private static LiveRoute route(GatewayAddress gateway, int id, String name, int version) {
        return new LiveRoute(
                new RouteAddress(gateway, new RouteId(new UUID(1, id))),
                new RouteName(name),
                new VersionId(new UUID(2, version)),
                Optional.empty());
    }

    private static LiveRoute route(int id, String name) {
        return route(G, id, name, 1);
    }

    private static String id(LiveRoute route) {
        return route.address().route().toString();
    }

    @Nested
    class Finding {
        @Test
        void finds_by_name_and_by_id_in_the_right_gateway() {
            LiveRoute a = route(1, "a");
            LiveRoute b = route(2, "b");
            LiveRoute other = route(H, 3, "a", 1);
            RouteBook book = RouteBook.of(List.of(a, b, other));

            assertThat(book.find(G, "a")).isSameAs(a);
            assertThat(book.find(G, id(b))).isSameAs(b);
            assertThat(book.find(H, "a")).isSameAs(other);
            assertThat(book.find(H, id(a))).isNull();
            assertThat(book.ofGateway(G)).containsExactlyInAnyOrder(a, b);
        }

        @Test
        void lets_a_name_win_over_an_id() {
            LiveRoute a = route(1, "a");
            LiveRoute namedLikeIt = route(2, id(a));

            assertThat(RouteBook.of(List.of(a, namedLikeIt)).find(G, id(a))).isSameAs(namedLikeIt);
        }

        @Test
        void finds_nothing_that_is_not_there() {
            RouteBook book = RouteBook.of(List.of(route(1, "a")));

            assertThat(book.find(G, "A")).isNull();
            assertThat(book.find(G, "")).isNull();
            assertThat(book.find(G, id(route(9, "x")))).isNull();
            assertThat(book.find(H, "a")).isNull();
            assertThat(book.ofGateway(H)).isEmpty();
            assertThat(RouteBook.EMPTY.find(G, "a")).isNull();
        }
    }

    @Nested
    class Changing {
        @Test
        void takes_another_version_in_place_of_the_one_before() {
            LiveRoute next = route(G, 1, "a", 2);
            RouteBook before = RouteBook.of(List.of(route(1, "a"), route(2, "b")));

            RouteBook after = before.with(next);

            assertThat(after.find(G, "a")).isSameAs(next);
            assertThat(after.ofGateway(G)).hasSize(2);
            assertThat(before.find(G, "a")).isEqualTo(route(1, "a"));
        }

        @Test
        void knows_a_renamed_route_by_its_new_name_alone() {
            RouteBook book = RouteBook.of(List.of(route(1, "a"))).with(route(1, "b"));

            assertThat(book.find(G, "a")).isNull();
            assertThat(book.find(G, "b")).isEqualTo(route(1, "b"));
            assertThat(book.ofGateway(G)).hasSize(1);
        }

        @Test
        void sorts_out_a_name_that_went_from_one_route_to_another_in_either_order() {
            RouteBook before = RouteBook.of(List.of(route(1, "a"), route(2, "b")));

            for (RouteBook after : List.of(
                    before.with(route(2, "c")).with(route(1, "b")),
                    before.with(route(1, "b")).with(route(2, "c")))) {
                assertThat(after.ofGateway(G)).containsExactlyInAnyOrder(route(1, "b"), route(2, "c"));
            }
        }

        @Test
        void forgets_a_route_whatever_it_was_called_and_leaves_the_others() {
            LiveRoute stays = route(2, "b");
            LiveRoute other = route(H, 1, "a", 1);
            RouteBook book = RouteBook.of(List.of(route(1, "a"), stays, other))
                    .without(route(1, "another name").address());

            assertThat(book.find(G, "a")).isNull();
            assertThat(book.find(G, "b")).isSameAs(stays);
            assertThat(book.find(H, "a")).isSameAs(other);
        }

        @Test
        void takes_all_routes_of_a_gateway_in_place_of_those_before() {
            LiveRoute other = route(H, 1, "a", 1);
            RouteBook before = RouteBook.of(List.of(route(1, "a"), route(2, "b"), other));

            RouteBook some = before.with(G, List.of(route(3, "c")));
            RouteBook none = before.with(G, List.of());

            assertThat(some.ofGateway(G)).containsExactly(route(3, "c"));
            assertThat(none.ofGateway(G)).isEmpty();
            assertThat(some.find(H, "a")).isSameAs(other);
            assertThat(none.find(H, "a")).isSameAs(other);
        }
    }
}
