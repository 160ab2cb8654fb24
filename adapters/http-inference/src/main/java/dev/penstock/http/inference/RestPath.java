package dev.penstock.http.inference;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.provider.Api;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL of the REST forms taken apart: {@code /client/v4/accounts/{account}/ai/...}, also without what stands before {@code
 * /accounts} (data plane endpoints, section 5.2).
 */
record RestPath(AccountId account, Form form) {
    private static final String API_ROOT = "/client/v4";
    private static final String ACCOUNTS = "/accounts/";
    private static final String BELOW_ACCOUNT = "/ai/";
    private static final String RUN = "run";
    private static final String RUN_MODEL = "run/";
    /** Anthropic's SDK writes its own {@code v1/} behind the address that it is given. */
    private static final Map<String, Api> APIS = Map.of(
            "v1/chat/completions", Api.CHAT_COMPLETIONS,
            "v1/responses", Api.RESPONSES,
            "v1/messages", Api.MESSAGES,
            "v1/v1/messages", Api.MESSAGES);

    /** What is asked for there. */
    sealed interface Form {
        /** One of the APIs that callers speak. */
        record Unified(Api api) implements Form {}

        /** Any model, which the body names. */
        record Run() implements Form {}

        /** A model of Workers AI, whose input the body is. */
        record RunModel(String model) implements Form {}
    }

    /** Null for every path that is not one of theirs. */
    static @Nullable RestPath parse(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String below = path.startsWith(API_ROOT) ? path.substring(API_ROOT.length()) : path;
        int end = below.indexOf('/', ACCOUNTS.length());
        if (!below.startsWith(ACCOUNTS) || end < 0 || !below.startsWith(BELOW_ACCOUNT, end)) {
            return null;
        }
        String account = below.substring(ACCOUNTS.length(), end);
        Form form = form(below.substring(end + BELOW_ACCOUNT.length()));
        return form == null || !AccountId.isValid(account) ? null : new RestPath(new AccountId(account), form);
    }

    private static @Nullable Form form(String path) {
        if (path.equals(RUN)) {
            return new Form.Run();
        }
        if (path.startsWith(RUN_MODEL)) {
            String model = decoded(path.substring(RUN_MODEL.length()));
            return model != null && WorkersModel.isOne(model) ? new Form.RunModel(model) : null;
        }
        Api api = APIS.get(path);
        return api == null ? null : new Form.Unified(api);
    }

    /** Some SDKs escape the slashes and the at sign of a model's name. Null when it is not percent-encoded text. */
    private static @Nullable String decoded(String model) {
        try {
            return model.indexOf('%') < 0
                    ? model
                    : URLDecoder.decode(model.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
