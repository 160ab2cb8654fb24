package dev.penstock.providers.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is a JSON object, as it is or in base64. What is wrong with one is said by the names of its members alone.
 *
 * @param text the object as JSON
 */
record SecretJson(Secret text, JsonNode root) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");

    /** Null when the secret is no object, but a plain key. */
    static @Nullable SecretJson in(Secret secret) {
        String text = secret.reveal().strip();
        if (text.startsWith("{")) {
            return parse(text);
        }
        String decoded = decoded(text);
        return decoded == null ? null : parse(decoded);
    }

    /** The object that stands here in base64; null when none does. */
    private static @Nullable String decoded(String text) {
        String dense = text.lines().map(String::strip).reduce("", String::concat);
        if (!BASE64.matcher(dense).matches()) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(dense.replace('-', '+').replace('_', '/'));
            String decoded = new String(bytes, StandardCharsets.UTF_8).strip();
            return decoded.startsWith("{") ? decoded : null;
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    private static SecretJson parse(String text) {
        try {
            return new SecretJson(new Secret(text), JSON.readTree(text));
        } catch (JsonProcessingException e) {
            // Its message would quote the secret.
            throw new Unusable("the key is no readable JSON");
        }
    }

    String required(String member) {
        String value = optional(member);
        if (value == null) {
            throw new Unusable("the key's JSON has no '%s'".formatted(member));
        }
        return value;
    }

    /** Null when the member is missing, or empty. */
    @Nullable
    String optional(String member) {
        JsonNode value = root.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Unusable("'%s' in the key's JSON is no text".formatted(member));
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }

    /** A member that will stand in a URL; the given text when it is missing. */
    String place(String member, Pattern form, String otherwise) {
        String value = optional(member);
        if (value == null) {
            return otherwise;
        }
        if (!form.matcher(value).matches()) {
            throw new Unusable("'%s' in the key's JSON has not the form of one".formatted(member));
        }
        return value;
    }
}
