package dev.penstock.providers.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.domain.account.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where access tokens are given out for signed statements. For one event loop. */
final class TokenEndpoint {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int OK = 200;
    private static final int SERVERS_FAULT = 500;
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Duration patience;
    private final @Nullable String address;

    /** A token, and how long it lasts from when it was asked for. */
    record Given(Secret token, Duration lifetime) {}

    /**
     * @param patience how long it may take until an answer is there
     * @param address where all tokens are asked for; null for where the service accounts say
     */
    TokenEndpoint(Vertx vertx, Duration patience, @Nullable String address) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) patience.toMillis())
                .setVerifyHost(true));
        this.patience = patience;
        this.address = address;
    }

    Future<Given> ask(String tokenUri, Secret assertion) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(address == null ? tokenUri : address)
                .setMethod(HttpMethod.POST)
                .putHeader("content-type", "application/x-www-form-urlencoded")
                .putHeader("accept", "application/json");
        String form =
                "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion.reveal();
        return client.request(options)
                .compose(request ->
                        request.idleTimeout(patience.toMillis()).send(form).compose(TokenEndpoint::answer))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Unusable || failure instanceof ProviderUnreachable
                                ? failure
                                : new ProviderUnreachable("Google's token endpoint gave no answer")));
    }

    private static Future<Given> answer(HttpClientResponse response) {
        return body(response).map(body -> given(response.statusCode(), body));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer gathered = Buffer.buffer();
        response.handler(chunk -> {
            if (gathered.length() + chunk.length() > LONGEST_ANSWER) {
                whole.tryFail(new ProviderUnreachable("Google's token endpoint said too much"));
                response.request().reset();
            } else {
                gathered.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(gathered));
        return whole.future();
    }

    private static Given given(int status, Buffer body) {
        if (status >= SERVERS_FAULT) {
            throw new ProviderUnreachable("Google's token endpoint answered " + status);
        }
        JsonNode answer = json(body);
        if (status != OK) {
            String code = answer.path("error").asText("");
            throw new Unusable("Google gives no token for this service account (%s)"
                    .formatted(ERROR_CODE.matcher(code).matches() ? code : "status " + status));
        }
        String token = answer.path("access_token").asText("");
        if (!TOKEN.matcher(token).matches()) {
            throw new ProviderUnreachable("Google's token endpoint answered without a token");
        }
        return new Given(
                new Secret(token), Duration.ofSeconds(answer.path("expires_in").asLong(0)));
    }

    private static JsonNode json(Buffer body) {
        try {
            return JSON.readTree(body.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
