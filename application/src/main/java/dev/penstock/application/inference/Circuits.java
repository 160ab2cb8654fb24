package dev.penstock.application.inference;

import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.conduct.Circuit;
import dev.penstock.domain.conduct.Circuit.Verdict;
import dev.penstock.domain.conduct.Outcome;
import dev.penstock.domain.conduct.Pass;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.ProviderId;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of one node, shared by all event loops, which never wait for each other. Those that are closed without a failure
 * take no room; where there is room for no more, some other one is forgotten, as if it had never seen a failure.
 */
public final class Circuits {
    private static final int MOST = 10_000;
    private static final int LONGEST_MODEL = 256;

    private final BreakerRule rule;
    private final ConcurrentMap<Name, Circuit> troubled = new ConcurrentHashMap<>();

    public Circuits(BreakerRule rule) {
        this.rule = rule;
    }

    /** What has a circuit of its own. */
    record Name(
            GatewayAddress gateway,
            ProviderId provider,
            @Nullable String model) {}

    /** How a call may go out; null when it may not. */
    @Nullable
    Pass enter(Name name, Instant now) {
        while (true) {
            Circuit current = current(name);
            Verdict verdict = current.enter(rule, now);
            if (replace(name, current, verdict.next())) {
                return verdict.pass();
            }
        }
    }

    /** Tells what became of a call. */
    void tell(Name name, Pass pass, Outcome outcome, Instant now) {
        Circuit current = current(name);
        while (!replace(name, current, current.after(pass, outcome, rule, now))) {
            current = current(name);
        }
    }

    private Circuit current(Name name) {
        return troubled.getOrDefault(name, Circuit.CLOSED);
    }

    /** Whether nobody was quicker. */
    private boolean replace(Name name, Circuit current, Circuit next) {
        if (next.equals(current)) {
            return true;
        }
        if (next.equals(Circuit.CLOSED)) {
            return troubled.remove(name, current);
        }
        if (!current.equals(Circuit.CLOSED)) {
            return troubled.replace(name, current, next);
        }
        if (name.model() != null && name.model().length() > LONGEST_MODEL) {
            return true;
        }
        makeRoom();
        return troubled.putIfAbsent(name, next) == null;
    }

    private void makeRoom() {
        if (troubled.size() >= MOST) {
            Iterator<Name> names = troubled.keySet().iterator();
            if (names.hasNext()) {
                troubled.remove(names.next());
            }
        }
    }

    /** How many have seen a failure since the last success. */
    public int count() {
        return troubled.size();
    }
}
