package dev.penstock.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Permission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of a running server, by its management API. */
final class RemoteTokens implements TokenKeeper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FOR_ALL = "/user/tokens";
    private static final int NOT_ALLOWED = 403;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final String token;

    private record Answer(int status, JsonNode body) {}

    RemoteTokens(String url, String token) {
        this.url = BaseUrls.checked(url).replaceAll("/client/v4$", "");
        this.token = token;
    }

    @Override
    public ShownToken create(Wish wish) {
        String account = wish.allAccounts() ? null : account(wish.account());
        Map<String, Object> policy = Map.of(
                "effect",
                "allow",
                "permission_groups",
                wish.permissions().stream()
                        .map(Permission::title)
                        .map(title -> Map.of("name", title))
                        .toList(),
                "resources",
                Map.of("com.cloudflare.api.account." + (account == null ? "*" : account), "*"));
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", wish.name(), "policies", List.of(policy)));
        if (wish.expires() != null) {
            body.put("expires_on", wish.expires().toString());
        }
        return ShownToken.of(
                result(send("POST", tokensOf(account), JSON.valueToTree(body).toString())));
    }

    private String account(@Nullable AccountId wished) {
        if (wished != null) {
            return wished.value();
        }
        List<JsonNode> accounts = all("/accounts");
        if (accounts.size() != 1) {
            throw new IllegalArgumentException(
                    "the server knows %d accounts: name one with --account".formatted(accounts.size()));
        }
        return accounts.get(0).path("id").asText();
    }

    private static String tokensOf(@Nullable String account) {
        return account == null ? FOR_ALL : "/accounts/" + account + "/tokens";
    }

    @Override
    public List<ShownToken> list(@Nullable AccountId account) {
        List<JsonNode> found = new ArrayList<>();
        if (account != null) {
            found.addAll(all(tokensOf(account.value())));
        } else {
            // A token of one account hears nothing of those for all of them.
            if (send("GET", FOR_ALL + "?per_page=1", null).status() != NOT_ALLOWED) {
                found.addAll(all(FOR_ALL));
            }
            all("/accounts")
                    .forEach(each -> found.addAll(all(tokensOf(each.path("id").asText()))));
        }
        return found.stream().map(ShownToken::of).toList();
    }

    @Override
    public ShownToken revoke(String id) {
        ShownToken known = list(null).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> TokenKeeper.unknown(id));
        result(send("DELETE", tokensOf(known.account()) + "/" + known.id(), null));
        return known;
    }

    private List<JsonNode> all(String list) {
        List<JsonNode> items = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode result = result(send("GET", list + "?per_page=50&page=" + page, null));
            if (result.isEmpty()) {
                return items;
            }
            result.forEach(items::add);
        }
    }

    private Answer send(String method, String path, @Nullable String body) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/client/v4" + path))
                            .timeout(PATIENCE)
                            .header("authorization", "Bearer " + token)
                            .header("content-type", "application/json")
                            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("no Penstock answers at %s (%s)".formatted(url, Reasons.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JsonNode result(Answer answer) {
        if (answer.status() == NOT_ALLOWED) {
            throw new IllegalStateException(
                    "the token in PENSTOCK_API_TOKEN is not valid at %s, or does not allow this".formatted(url));
        }
        if (!answer.body().path("success").asBoolean()) {
            List<String> reasons = new ArrayList<>();
            answer.body()
                    .path("errors")
                    .forEach(error -> reasons.add(error.path("message").asText()));
            throw new IllegalStateException(
                    "the server at %s refused (%d): %s".formatted(url, answer.status(), String.join("; ", reasons)));
        }
        return answer.body().path("result");
    }

    @Override
    public void close() {
        client.close();
    }
}
