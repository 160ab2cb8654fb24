package dev.penstock.storage.sql;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Makes a data folder with as many gateways, tokens and dynamic routes as asked for: {@code FillSettings FOLDER ACCOUNT COUNT}.
 * Through the stores, and in their package, so that the disk need not confirm each of them.
 */
final class FillSettings {
    private static final int PAGE = 4 * 1024;
    private static final Instant NOW = Instant.now();

    private final Random random = new Random(1);
    private final Supplier<UUID> ids = () -> new UUID(random.nextLong(), random.nextLong());
    private final AccountId account;

    private FillSettings(AccountId account) {
        this.account = account;
    }

    public static void main(String[] args) {
        Path path = Path.of(args[0]);
        // Makes the folder as the server would.
        SqlStorage.open(path).close();
        try (DataFolder folder = DataFolder.open(path);
                Database control = Database.open(
                        new SqliteFile(folder.file("control.db"), "db/sqlite/control", SynchronousMode.OFF, PAGE))) {
            Sealer sealer = new Unlocking(folder.path("control.db"), control, new KeyFile(folder)).unlock(null);
            AccountId account = new AccountId(args[1]);
            new SqlAccountStore(control).insert(new Account(account, NOW));
            new FillSettings(account)
                    .fill(
                            new SqlGatewayStore(control, sealer),
                            new SqlAccessStore(control),
                            new SqlRouteStore(control),
                            Integer.parseInt(args[2]));
        }
    }

    private void fill(GatewayStore gateways, AccessStore access, RouteStore routes, int count) {
        for (int i = 0; i < count; i++) {
            // As long for the first as for the last, as scale.lua wants it.
            String number = "%07d".formatted(i);
            GatewayAddress address = new GatewayAddress(account, new GatewayId("gateway-" + number));
            gateways.insert(gateway(address));
            access.keep(token("scale-token-of-" + number));
            routes.insert(route(address, "route-" + number));
        }
    }

    private Gateway gateway(GatewayAddress address) {
        AccessPolicy.Draft closed = new AccessPolicy.Draft(
                Given.of(true), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted());
        return valid(Gateway.define(
                address, GatewayDraft.PLAIN.withAccess(closed), NOW, () -> ids.get().toString()));
    }

    private ApiToken token(String text) {
        return valid(ApiToken.define(
                TokenId.random(random), TokenHash.of(text), account, TokenDraft.of(text, Permission.RUN), NOW));
    }

    private DeployedRoute route(GatewayAddress gateway, String name) {
        ElementDraft.Properties model =
                new ElementDraft.Properties.Model("openai", "gpt-4o-mini", BigDecimal.ZERO, BigDecimal.ZERO);
        List<ElementDraft> elements = List.of(
                new ElementDraft("start", "start", null, Map.of("next", "model")),
                new ElementDraft("model", "model", model, Map.of("success", "end", "fallback", "end")),
                new ElementDraft("end", "end", null, Map.of()));
        return valid(DeployedRoute.define(gateway, new RouteDraft(name, elements), ids, NOW));
    }

    private static <T> T valid(Validated<T> outcome) {
        return switch (outcome) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T>(var violations) -> throw new IllegalStateException(violations.toString());
        };
    }
}
