package dev.penstock.providers.credential;

import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallerKey;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.providers.credential.Outgoing.Authorized;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls to Amazon Bedrock: signed with a pair of keys, or with an API key in the header that its service looks at. */
final class AwsCalls {
    /** A longer body is hashed elsewhere than on the event loop. */
    private static final long LONGEST_AT_ONCE = 256 * 1024;

    private static final String MANTLE = "bedrock-mantle";
    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9-]+\\.)*?[a-z0-9-]+\\.(?<region>[a-z0-9-]+)\\.(?:vpce\\.)?(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)(?::\\d+)?",
            Pattern.CASE_INSENSITIVE);

    private final Vertx vertx;
    private final InstantSource clock;

    AwsCalls(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    CompletionStage<Authorized> authorize(Outgoing call, @Nullable Credential credential) {
        if (credential == null) {
            return CompletableFuture.completedFuture(callers(call));
        }
        SecretJson json = SecretJson.in(credential.secret());
        if (json == null) {
            return CompletableFuture.completedFuture(withApiKey(call, credential.secret()));
        }
        if (!(call.body() instanceof Body.Whole whole)) {
            throw new Unusable("a request that is signed must be held whole, and this one is too long for that");
        }
        AwsKeys keys = AwsKeys.of(json);
        return hash(whole).thenApply(hash -> signed(call, credential, keys, hash));
    }

    /** A caller's own signature goes on as it is; the newer service does not take an API key where callers put it. */
    private static Authorized callers(Outgoing call) {
        String sent = call.headers().get("authorization");
        boolean bearer = sent != null && sent.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
        return bearer && isMantle(call)
                ? withApiKey(
                        call,
                        new Secret(Objects.requireNonNull(sent)
                                .substring("Bearer ".length())
                                .strip()))
                : call.unchanged();
    }

    private static Authorized withApiKey(Outgoing call, Secret key) {
        return isMantle(call) ? HeaderKey.put(call, new Header("x-api-key", key.reveal())) : HeaderKey.put(call, key);
    }

    private static boolean isMantle(Outgoing call) {
        return (call.authority() + " " + call.home()).toLowerCase(Locale.ROOT).contains(MANTLE + ".");
    }

    private CompletionStage<String> hash(Body.Whole whole) {
        return whole.length() <= LONGEST_AT_ONCE
                ? CompletableFuture.completedFuture(AwsSignature.sha256(whole.bytes()))
                : vertx.executeBlocking(() -> AwsSignature.sha256(whole.bytes()), false)
                        .map(Objects::requireNonNull)
                        .toCompletionStage();
    }

    private Authorized signed(Outgoing call, Credential credential, AwsKeys keys, String bodyHash) {
        AwsSignature signature =
                new AwsSignature(keys, region(call, credential), isMantle(call) ? MANTLE : "bedrock", clock.instant());
        Headers headers = cleaned(call).with("x-amz-date", signature.time());
        if (keys.sessionToken() != null) {
            headers = headers.with("x-amz-security-token", keys.sessionToken().reveal());
        }
        Headers toSign = headers.without(line -> !isSigned(line)).with("host", call.authority());
        CanonicalRequest request =
                CanonicalRequest.of(call.method(), call.path(), call.query(), toSign.lines(), bodyHash);
        return new Authorized(headers.with("Authorization", signature.of(request)), request.query());
    }

    /** The region of the host that answers, or of the one that it stands for; where both name none, that of the keys. */
    private static String region(Outgoing call, Credential credential) {
        return Stream.of(call.authority(), call.home())
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .map(host -> host.group("region").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseGet(() -> Objects.requireNonNullElse(credential.place(Credential.REGION), "us-east-1"));
    }

    private static Headers cleaned(Outgoing call) {
        ProviderAuth auth = call.provider().auth();
        return call.headers().without(line -> CallerKey.mayHoldKey(auth, line) || isOfSignature(line));
    }

    /** What others may change on the way is not signed. */
    private static boolean isSigned(Header line) {
        return line.isNamed("content-type") || line.name().regionMatches(true, 0, "x-amz", 0, "x-amz".length());
    }

    /** Said anew with each signature. */
    private static boolean isOfSignature(Header line) {
        return line.isNamed("x-amz-date")
                || line.isNamed("x-amz-security-token")
                || line.isNamed("x-amz-content-sha256");
    }
}
