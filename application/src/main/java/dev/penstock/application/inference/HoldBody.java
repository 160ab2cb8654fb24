package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;

/**
 * Says which requests' bodies have to be read whole, where there is room for them, and not only passed on: those whose call may
 * be made again, whose answer may be kept, or whose bytes are signed.
 */
public final class HoldBody {
    private final LiveSettings live;
    private final ProviderCatalog catalog;

    public HoldBody(LiveSettings live, ProviderCatalog catalog) {
        this.live = live;
        this.catalog = catalog;
    }

    /**
     * Whether holding the body serves a purpose.
     *
     * @param head the request before its body has come
     */
    public boolean isOfUse(InferenceRequest head) {
        Gateway gateway = live.current().gateway(head.gateway());
        return gateway != null && (mayRepeat(gateway, head) || mayKeep(gateway, head) || isSigned(head));
    }

    private static boolean mayRepeat(Gateway gateway, InferenceRequest head) {
        RetryPolicy policy = RetryPolicy.layered(
                head.options().call().retry(), gateway.policies().retry());
        return policy.retries() > 0;
    }

    private static boolean mayKeep(Gateway gateway, InferenceRequest head) {
        boolean asked =
                gateway.policies().cache().isOn() || head.options().cache().key() != null;
        return asked && !Boolean.TRUE.equals(head.options().cache().skip());
    }

    private boolean isSigned(InferenceRequest head) {
        return head.target() instanceof RequestTarget.Native asked
                && catalog.bySlug(asked.slug())
                        .filter(provider -> provider.auth().scheme() == ProviderAuth.Scheme.AWS_SIGV4)
                        .isPresent();
    }
}
