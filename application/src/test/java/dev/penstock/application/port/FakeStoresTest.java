package dev.penstock.application.port;

import org.junit.jupiter.api.Nested;

/** The fakes keep the same promises as the stores they stand for. */
class FakeStoresTest {
    @Nested
    class Replies implements ReplyCacheContract {
        private final FakeReplyCache cache = new FakeReplyCache();

        @Override
        public ReplyCache cache() {
            return cache;
        }
    }

    @Nested
    class Logs implements LogStoreContract {
        private final FakeLogStore store = new FakeLogStore();

        @Override
        public LogStore logs() {
            return store;
        }
    }

    @Nested
    class Gateways implements GatewayStoreContract {
        private final FakeGatewayStore store = new FakeGatewayStore();

        @Override
        public GatewayStore gateways() {
            return store;
        }
    }

    @Nested
    class Access implements AccessStoreContract {
        private final FakeAccessStore store = new FakeAccessStore();

        @Override
        public AccessStore access() {
            return store;
        }
    }

    @Nested
    class Accounts implements AccountStoreContract {
        private final FakeAccountStore store = new FakeAccountStore();

        @Override
        public AccountStore accounts() {
            return store;
        }
    }

    @Nested
    class Counters implements RateCounterContract {
        private final FakeLimits limits = new FakeLimits();

        @Override
        public RateCounter counter() {
            return limits;
        }
    }

    @Nested
    class Ledgers implements SpendLedgerContract, SpendAtOnceContract {
        private final FakeLimits limits = new FakeLimits();

        @Override
        public SpendLedger ledger() {
            return limits;
        }
    }

    @Nested
    class Spend implements SpendStoreContract {
        private final FakeSpendStore store = new FakeSpendStore();

        @Override
        public SpendStore spend() {
            return store;
        }
    }
}
