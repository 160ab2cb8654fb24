package dev.penstock.bootstrap.exam;

/** What each of the sixteen faults demands of a gateway, each written once. */
final class Judge {
    private Judge() {}

    static Verdict of(Outcome outcome) {
        if (outcome.tries() == 0) {
            return Verdict.fail(
                    "the provider that fails was never asked: " + Broken.whatCame(outcome.reply()), outcome);
        }
        return switch (outcome.run().task()) {
            case HEALTHY -> RefusedCalls.healthy(outcome);
            case RATE_LIMITED_ONCE -> RefusedCalls.rateLimitedOnce(outcome);
            case RATE_LIMITED -> RefusedCalls.rateLimited(outcome);
            case ERROR_ONCE -> RefusedCalls.errorOnce(outcome);
            case UNAVAILABLE -> RefusedCalls.unavailable(outcome);
            case UNAVAILABLE_ALONE -> RefusedCalls.unavailableAlone(outcome);
            case RESET -> SilentProviders.reset(outcome);
            case SILENT -> SilentProviders.silent(outcome);
            case LATE_TOKEN -> SilentProviders.lateToken(outcome);
            case LATE_TOKEN_AWAITED -> SilentProviders.lateTokenAwaited(outcome);
            case CUT_OFF -> BrokenStreams.cutOff(outcome);
            case STALLED -> BrokenStreams.stalled(outcome);
            case BROKEN_EVENT -> BrokenStreams.brokenEvent(outcome);
            case NO_TERMINATOR -> BrokenStreams.noTerminator(outcome);
            case CONTEXT_LENGTH -> RefusedCalls.contextLength(outcome);
            case CONTENT_POLICY -> RefusedCalls.contentPolicy(outcome);
            case NO_PREFILL -> BrokenStreams.noPrefill(outcome);
            case OUTAGE -> Outages.outage(outcome);
            case ACCOUNTING -> Outages.accounting(outcome);
        };
    }
}
