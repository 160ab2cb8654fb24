package dev.penstock.domain.cache;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.Gateway;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What kept answers are found by: a SHA-256 digest over everything that makes two requests the same (data plane traffic,
 * section 1). Nothing of what went in can be read out of it.
 */
public record CacheKey(long first, long second, long third, long fourth) {
    private static final String OF_A_REQUEST = "request";
    private static final String NAMED = "named";

    /**
     * Where an answer may be shared: within one gateway and among those who call with one credential.
     *
     * @param gateway as it is now: one that was made anew, or updated where updates invalidate, shares nothing with before
     * @param credential what the provider is called with
     * @param providerGeneration changes whenever a provider of an account's own does; null for providers that nobody changes
     */
    public record Scope(
            Gateway gateway,
            Credential credential,
            @Nullable String providerGeneration) {}

    /** What the provider is called with. A value that a caller sent is never mistaken for the name of a stored one. */
    public sealed interface Credential {
        /** The call carries none. */
        record None() implements Credential {}

        /** What the caller sent, from whichever header or query parameter the provider reads it. */
        record Sent(Secret value) implements Credential {}

        /** One that is stored, by an id that is never given to another. */
        record Stored(String id) implements Credential {}
    }

    /**
     * What is asked.
     *
     * @param endpoint the path at the provider
     * @param query as it was sent; null where there is none
     * @param model null where the body names none
     * @param body as it was sent; only read
     */
    public record Question(
            String provider,
            String method,
            String endpoint,
            @Nullable String query,
            @Nullable String model,
            ByteBuffer body) {}

    /** The key of a request that says nothing about it. Bodies count byte for byte. */
    public static CacheKey of(Scope scope, Question question) {
        return begun(scope, OF_A_REQUEST)
                .part(question.provider())
                .part(question.method())
                .part(question.endpoint())
                .part(question.query())
                .part(question.model())
                .part(question.body())
                .key();
    }

    /**
     * The key of a request that brings one of its own.
     *
     * @param stream whether a stream is asked for; nobody who waits for one can read the other
     */
    public static CacheKey named(Scope scope, String name, boolean stream) {
        return begun(scope, NAMED).part(name).part(Boolean.toString(stream)).key();
    }

    private static PartDigest begun(Scope scope, String kind) {
        Gateway gateway = scope.gateway();
        boolean anew = gateway.policies().cache().invalidateOnUpdate();
        PartDigest digest = new PartDigest()
                .part(kind)
                .part(gateway.address().account().value())
                .part(gateway.address().gateway().value())
                .part(gateway.createdAt())
                .part(anew ? gateway.modifiedAt() : null)
                .part(scope.providerGeneration());
        return switch (scope.credential()) {
            case Credential.None none -> digest.part("none");
            case Credential.Sent(Secret value) -> digest.part("sent").part(value.reveal());
            case Credential.Stored(String id) -> digest.part("stored").part(id);
        };
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return "%016x%016x%016x%016x".formatted(first, second, third, fourth);
    }

    @Override
    public String toString() {
        return hex();
    }
}
