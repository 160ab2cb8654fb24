package dev.penstock.storage.memory;

import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of one gateway: one immutable map of immutable budgets, replaced by compare-and-set, so that a step that touches
 * several budgets is one step.
 */
final class SpendBooks {
    /**
     * What became of a wish to reserve.
     *
     * @param exhausted the first claim that found no room; null when all did
     * @param claims by the budgets in which something is held now
     */
    record Outcome(@Nullable SpendClaim exhausted, List<SpendClaim> claims, BigDecimal reserved) {}

    private final int most;
    private final AtomicReference<HashTrie<BucketKey, SpendBucket>> books = new AtomicReference<>(HashTrie.empty());

    SpendBooks(int most) {
        this.most = most;
    }

    int size() {
        return books.get().size();
    }

    @Nullable
    SpendBucket get(BucketKey key) {
        return books.get().get(key);
    }

    void put(BucketKey key, SpendBucket bucket) {
        books.updateAndGet(known -> known.put(key, bucket));
    }

    /** What a claim would meet. */
    SpendBucket look(SpendClaim claim, Instant now) {
        HashTrie<BucketKey, SpendBucket> known = books.get();
        return bucket(known, place(known, claim), now);
    }

    /**
     * @param estimate null: reserves nothing
     */
    Outcome reserve(List<SpendClaim> claims, @Nullable BigDecimal estimate, Instant now) {
        BigDecimal amount = estimate == null ? BigDecimal.ZERO : estimate;
        while (true) {
            HashTrie<BucketKey, SpendBucket> known = books.get();
            HashTrie<BucketKey, SpendBucket> next = known;
            List<SpendClaim> placed = new ArrayList<>(claims.size());
            for (SpendClaim claim : claims) {
                SpendClaim at = place(next, claim);
                SpendBucket bucket = bucket(next, at, now);
                if (!bucket.admits(at, estimate, now)) {
                    return new Outcome(claim, List.of(), BigDecimal.ZERO);
                }
                placed.add(at);
                next = amount.signum() == 0 ? next : next.put(at.bucket(), bucket.reserve(amount));
            }
            if (next == known || books.compareAndSet(known, next)) {
                return new Outcome(null, placed, amount);
            }
        }
    }

    /** Gives reservations back, counts the cost, and answers the budgets that it was counted in. */
    List<BucketKey> settle(List<SpendClaim> claims, BigDecimal reserved, BigDecimal cost, Instant now) {
        while (true) {
            HashTrie<BucketKey, SpendBucket> known = books.get();
            HashTrie<BucketKey, SpendBucket> next = known;
            List<BucketKey> counted = new ArrayList<>(claims.size());
            for (SpendClaim claim : claims) {
                SpendClaim at = place(next, claim);
                SpendBucket bucket = bucket(next, at, now).release(reserved).settle(cost, at.window(), now);
                counted.add(at.bucket());
                next = next.put(at.bucket(), bucket);
            }
            if (books.compareAndSet(known, next)) {
                return counted;
            }
        }
    }

    /** Gives reservations back. A budget of which nothing was ever spent leaves no trace. */
    void release(List<SpendClaim> claims, BigDecimal reserved) {
        if (reserved.signum() > 0) {
            books.updateAndGet(known -> {
                HashTrie<BucketKey, SpendBucket> next = known;
                for (SpendClaim claim : claims) {
                    SpendBucket bucket = next.get(claim.bucket());
                    if (bucket != null) {
                        next = without(next, claim.bucket(), bucket.release(reserved));
                    }
                }
                return next;
            });
        }
    }

    private static HashTrie<BucketKey, SpendBucket> without(
            HashTrie<BucketKey, SpendBucket> books, BucketKey key, SpendBucket released) {
        boolean empty = released.isUntouched() && released.reserved().signum() == 0;
        return empty ? books.remove(key) : books.put(key, released);
    }

    /** Where a claim counts: in its own budget, or in its rule's shared one when it has none and there is no room for another. */
    private SpendClaim place(HashTrie<BucketKey, SpendBucket> books, SpendClaim claim) {
        BucketKey key = claim.bucket();
        boolean own = books.size() < most || !key.isDivided() || books.get(key) != null;
        return own ? claim : new SpendClaim(key.shared(), claim.limit(), claim.window());
    }

    private static SpendBucket bucket(HashTrie<BucketKey, SpendBucket> books, SpendClaim claim, Instant now) {
        SpendBucket known = books.get(claim.bucket());
        return known != null ? known : SpendBucket.empty(claim.window(), now);
    }

    /** Looks at all of them as they are now, and takes out the ones that are over and have not changed since. */
    void removeOver(Instant now) {
        books.get().forEach((key, bucket) -> {
            if (bucket.isOver(key.length(), now)) {
                books.updateAndGet(known -> bucket.equals(known.get(key)) ? known.remove(key) : known);
            }
        });
    }
}
