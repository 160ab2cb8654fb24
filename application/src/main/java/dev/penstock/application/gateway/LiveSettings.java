package dev.penstock.application.gateway;

import dev.penstock.application.account.TokenBook;
import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.customdomain.HostBook;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.route.RouteBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What traffic needs to know about the settings, in memory: an immutable snapshot that is replaced whole when management
 * changes something. Reading never waits; a request that has read one keeps it to its end.
 */
public final class LiveSettings {
    /** The settings at one moment. */
    public record Snapshot(
            Map<GatewayAddress, Gateway> gateways,
            TokenBook tokens,
            CustomProviderBook customProviders,
            HostBook hosts,
            KeyBook keys,
            RouteBook routes) {
        static final Snapshot EMPTY = new Snapshot(
                Map.of(), TokenBook.EMPTY, CustomProviderBook.EMPTY, HostBook.EMPTY, KeyBook.EMPTY, RouteBook.EMPTY);

        public @Nullable Gateway gateway(GatewayAddress address) {
            return gateways.get(address);
        }

        /** The account's custom provider of this name in a URL or a unified model; null for every other name. */
        public @Nullable CustomProvider customProvider(AccountId account, String name) {
            return CustomSlug.isTrafficName(name) ? customProviders.find(account, name) : null;
        }
    }

    private final GatewayStore gateways;
    private final AccessStore access;
    private final List<ApiToken> passingTokens;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot current = Snapshot.EMPTY;

    /**
     * @param passingTokens tokens that are valid as long as this process runs and are kept nowhere
     */
    public LiveSettings(GatewayStore gateways, AccessStore access, List<ApiToken> passingTokens) {
        this.gateways = gateways;
        this.access = access;
        this.passingTokens = List.copyOf(passingTokens);
    }

    public Snapshot current() {
        return current;
    }

    /** Reads the stores again. Afterwards {@link #current} knows at least what they knew when this was called. */
    public void refresh() {
        replace(before -> new Snapshot(
                gateways.all().stream().collect(Collectors.toUnmodifiableMap(Gateway::address, Function.identity())),
                tokens(),
                before.customProviders(),
                before.hosts(),
                before.keys(),
                before.routes()));
    }

    /** As {@link #refresh()} for one gateway, so that a change costs the same however many gateways there are to read. */
    public void refresh(GatewayAddress address) {
        replace(before -> {
            Map<GatewayAddress, Gateway> byAddress = new HashMap<>(before.gateways());
            gateways.find(address)
                    .ifPresentOrElse(found -> byAddress.put(address, found), () -> byAddress.remove(address));
            return new Snapshot(
                    Collections.unmodifiableMap(byAddress),
                    before.tokens(),
                    before.customProviders(),
                    before.hosts(),
                    before.keys(),
                    before.routes());
        });
    }

    /** As {@link #refresh()} for the tokens. */
    public void refreshTokens() {
        replace(before -> new Snapshot(
                before.gateways(), tokens(), before.customProviders(), before.hosts(), before.keys(), before.routes()));
    }

    /** Takes over custom providers. They are read within this call's turn, so that the last caller's reading is the newest. */
    public void replaceCustomProviders(Supplier<CustomProviderBook> read) {
        replace(before -> new Snapshot(
                before.gateways(), before.tokens(), read.get(), before.hosts(), before.keys(), before.routes()));
    }

    /** Takes over custom domains, in the same way. */
    public void replaceHosts(Supplier<HostBook> read) {
        replace(before -> new Snapshot(
                before.gateways(),
                before.tokens(),
                before.customProviders(),
                read.get(),
                before.keys(),
                before.routes()));
    }

    /** Takes over stored keys. They are read within this call's turn, too. */
    public void replaceKeys(UnaryOperator<KeyBook> next) {
        replace(before -> new Snapshot(
                before.gateways(),
                before.tokens(),
                before.customProviders(),
                before.hosts(),
                next.apply(before.keys()),
                before.routes()));
    }

    /** Takes over dynamic routes, in the same way. */
    public void replaceRoutes(UnaryOperator<RouteBook> next) {
        replace(before -> new Snapshot(
                before.gateways(),
                before.tokens(),
                before.customProviders(),
                before.hosts(),
                before.keys(),
                next.apply(before.routes())));
    }

    private TokenBook tokens() {
        List<ApiToken> tokens = new ArrayList<>(access.tokens());
        tokens.addAll(passingTokens);
        return new TokenBook(tokens);
    }

    /** One after the other, and each reads the store within its turn: what was changed before a call is in what it leaves. */
    private void replace(UnaryOperator<Snapshot> next) {
        refreshing.lock();
        try {
            current = next.apply(current);
        } finally {
            refreshing.unlock();
        }
    }
}
