package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.spend.SettledSpend;
import java.time.Instant;
import java.util.List;

/** Keeps what has been spent, so that no restart frees a budget. Amounts are absolute: the last one saved counts. */
public interface SpendStore extends GatewayBelongings {
    /** Everything that is kept, in no order. */
    List<SettledSpend> load();

    /** Keeps a batch, whole or not at all. Once this returns, the batch survives the end of the process. */
    void save(List<SettledSpend> batch);

    /** Forgets everything that has no bearing on anything from this moment on. */
    void removeOver(Instant now);

    /** Forgets what was spent in a gateway. */
    @Override
    void removeAll(GatewayAddress gateway);
}
