package dev.penstock.providers.credential;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads secrets that are JSON where their provider has more to say than a key (data plane endpoints, sections 2 and 3). */
public final class JsonCredentialReader implements CredentialReader {
    private static final String BEDROCK_REGION = "us-east-1";
    private static final String VERTEX_REGION = "us-central1";
    private static final String AZURE_VERSION = "2024-10-21";

    private static final Pattern DNS_LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:-]{0,127}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
    /** What can stand in a header's value. */
    private static final Pattern KEY = Pattern.compile("[ -~]+");

    @Override
    public Credential read(Provider provider, Secret secret, String id) {
        return switch (provider.auth().scheme()) {
            case HEADER -> plain(secret, id);
            case AZURE -> azure(secret, id);
            case AWS_SIGV4 -> bedrock(secret, id);
            case GOOGLE_SERVICE_ACCOUNT -> vertex(secret, id);
        };
    }

    private static Credential plain(Secret secret, String id) {
        return Credential.plain(key(secret.reveal()), id);
    }

    private static Secret key(String text) {
        String key = text.strip();
        if (!KEY.matcher(key).matches()) {
            throw new Unusable("the key holds characters that no header can carry");
        }
        return new Secret(key);
    }

    private static Credential azure(Secret secret, String id) {
        SecretJson json = SecretJson.in(secret);
        if (json == null) {
            return plain(secret, id);
        }
        Map<String, String> places = new HashMap<>();
        places.put(Credential.API_VERSION, json.place("apiVersion", VERSION, AZURE_VERSION));
        String resource = json.place("resource", DNS_LABEL, "");
        if (!resource.isEmpty()) {
            places.put(Credential.RESOURCE, resource);
        }
        return new Credential(key(json.required("apiKey")), id, places);
    }

    /** Without a region, and for API keys, the one that the contract names. */
    private static Credential bedrock(Secret secret, String id) {
        SecretJson json = SecretJson.in(secret);
        if (json == null) {
            return new Credential(key(secret.reveal()), id, Map.of(Credential.REGION, BEDROCK_REGION));
        }
        AwsKeys.of(json);
        String region = json.place("region", DNS_LABEL, BEDROCK_REGION);
        return new Credential(json.text(), id, Map.of(Credential.REGION, region));
    }

    /** What is no service account is taken for an access token; it says nothing beside itself. */
    private static Credential vertex(Secret secret, String id) {
        SecretJson json = SecretJson.in(secret);
        if (json == null) {
            return plain(secret, id);
        }
        GoogleKeyFile.of(json);
        Map<String, String> places = new HashMap<>();
        places.put(Credential.REGION, json.place("region", DNS_LABEL, VERTEX_REGION));
        String project = json.place("project_id", PROJECT, "");
        if (!project.isEmpty()) {
            places.put(Credential.PROJECT, project);
        }
        return new Credential(json.text(), id, places);
    }
}
