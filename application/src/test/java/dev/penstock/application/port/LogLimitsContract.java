package dev.penstock.application.port;

import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.log.FullLogs;
import dev.penstock.application.log.LimitLogs;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.LogPolicy;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.validation.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How limits on log entries are held over every {@link LogStore}, at 500 entries a second and with a round each second. */
public interface LogLimitsContract {
    int LIMIT = 10_000;
    int A_SECOND = 500;

    /** An empty store with room for twice the limit. */
    LogStore roomyLogs();

    private static LimitLogs limits(LogStore logs, FullLogs full, String strategy) {
        GatewayDraft draft = GatewayDraft.PLAIN.withLog(new LogPolicy.Draft(
                Given.of(true),
                Given.of((long) LIMIT),
                Given.of(strategy),
                Given.omitted(),
                Given.omitted(),
                Given.omitted()));
        LiveSettings live = new LiveSettings(
                new FakeGatewayStore().with(SampleGateways.define(GATEWAY, draft)), new FakeAccessStore(), List.of());
        live.refresh();
        return new LimitLogs(logs, live, full);
    }

    private static long count(LogStore logs) {
        return logs.counts().getOrDefault(GATEWAY, 0L);
    }

    @Test
    default void removes_the_oldest_and_keeps_to_the_limit_within_a_second() {
        LogStore logs = roomyLogs();
        FullLogs full = new FullLogs();
        LimitLogs limits = limits(logs, full, "DELETE_OLDEST");
        logs.append(written(0, LIMIT));

        for (int second = 0; second < 10; second++) {
            int next = LIMIT + second * A_SECOND;
            logs.append(written(next, next + A_SECOND));
            assertThat(count(logs)).isLessThanOrEqualTo(LIMIT + A_SECOND);

            limits.enforce(() -> true);

            assertThat(count(logs)).isEqualTo(LIMIT);
            assertThat(logs.find(entry(next + A_SECOND - LIMIT - 1).key())).isEmpty();
            assertThat(logs.find(entry(next + A_SECOND - LIMIT).key())).isPresent();
        }
        assertThat(full.contains(GATEWAY)).isFalse();
    }

    @Test
    default void says_when_no_more_are_taken_and_when_they_are_again() {
        LogStore logs = roomyLogs();
        FullLogs full = new FullLogs();
        LimitLogs limits = limits(logs, full, "STOP_INSERTING");

        int next = 0;
        for (int second = 0; second < 30; second++) {
            if (!full.contains(GATEWAY)) {
                logs.append(written(next, next + A_SECOND));
                next += A_SECOND;
            }
            limits.enforce(() -> true);
        }
        assertThat(count(logs)).isEqualTo(LIMIT);
        assertThat(logs.find(entry(0).key())).isPresent();

        logs.remove(LogPurge.oldest(GATEWAY, 1));
        limits.enforce(() -> true);

        assertThat(full.contains(GATEWAY)).isFalse();
    }

    @Test
    default void ends_early_when_asked_to() {
        LogStore logs = roomyLogs();
        logs.append(written(0, LIMIT + 10));

        limits(logs, new FullLogs(), "DELETE_OLDEST").enforce(() -> false);

        assertThat(count(logs)).isEqualTo(LIMIT + 10);
    }

    @Test
    default void leaves_alone_what_no_gateway_is_known_for() {
        LogStore logs = roomyLogs();
        logs.append(List.of(written(entry(SampleGateways.address("nobody"), 1))));

        limits(logs, new FullLogs(), "DELETE_OLDEST").enforce(() -> true);

        assertThat(logs.counts()).hasSize(1);
    }
}
