package dev.penstock.providers.credential;

import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request to AWS is signed with. */
record AwsKeys(
        String accessKeyId,
        Secret secretAccessKey,
        @Nullable Secret sessionToken) {
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    static AwsKeys of(SecretJson json) {
        String session = json.optional("sessionToken");
        return new AwsKeys(
                visible(json, "accessKeyId"),
                new Secret(visible(json, "secretAccessKey")),
                session == null ? null : new Secret(visible(json, "sessionToken")));
    }

    /** Two of them go into headers. */
    private static String visible(SecretJson json, String member) {
        String value = json.required(member).strip();
        if (!VISIBLE.matcher(value).matches()) {
            throw new Unusable("'%s' in the key's JSON has not the form of one".formatted(member));
        }
        return value;
    }
}
