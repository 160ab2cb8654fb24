package dev.penstock.bootstrap;

import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import dev.penstock.fakeprovider.SeenRequest;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fake provider for all tests of a class. */
final class LoopbackProvider implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Vertx vertx;
    private @Nullable FakeProvider provider;
    private Set<Thread> threads = Set.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (vertx == null) {
            vertx = Vertx.vertx();
            provider = FakeProvider.start(vertx, FakeProviderOptions.defaults(), InstantSource.system())
                    .await();
            threads = EventLoops.running();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean outermost =
                context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty();
        if (outermost && vertx != null) {
            vertx.close().await();
            vertx = null;
        }
    }

    FakeProvider get() {
        if (provider == null) {
            throw new IllegalStateException("the fake provider runs during tests only");
        }
        return provider;
    }

    String url() {
        return get().url();
    }

    /** The event loops that ran when this provider had started: its own. */
    Set<Thread> threads() {
        return threads;
    }

    SeenRequest last() {
        List<SeenRequest> seen = get().lastRequests();
        if (seen.isEmpty()) {
            throw new NoSuchElementException("the provider saw no request");
        }
        return seen.get(seen.size() - 1);
    }
}
