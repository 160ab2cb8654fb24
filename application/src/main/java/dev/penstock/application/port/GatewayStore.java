package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps gateways. What a method has answered survives the end of the process. */
public interface GatewayStore {
    /** Keeps a new gateway; false, and nothing changes, when its address is taken. */
    boolean insert(Gateway gateway);

    /** Keeps {@code next} in place of {@code current}; false, and nothing changes, when {@code current} is not what is kept. */
    boolean replace(Gateway current, Gateway next);

    Optional<Gateway> find(GatewayAddress address);

    /** Forgets a gateway and answers it. */
    Optional<Gateway> remove(GatewayAddress address);

    /**
     * An account's gateways in the order of their ids.
     *
     * @param search text that must stand in the id; null for all
     */
    Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page);

    /** Every gateway of every account. */
    List<Gateway> all();
}
