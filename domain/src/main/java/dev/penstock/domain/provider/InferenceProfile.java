package dev.penstock.domain.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which Amazon Bedrock serves one model from several regions, or by its full resource name:
 * {@code eu.amazon.nova-lite-v1:0}, {@code arn:aws:bedrock:eu-west-1:0123:inference-profile/eu.amazon.nova-lite-v1:0}.
 */
public final class InferenceProfile {
    public static final ProviderId BEDROCK = new ProviderId("aws-bedrock");

    private static final String RESOURCE_NAME = "arn:";
    private static final Pattern PREFIXED = Pattern.compile("(?:us|us-gov|eu|apac|jp|au|ca|global)\\.(.+\\..+)");

    private InferenceProfile() {}

    /** The model or profile that a full resource name ends with; any other name as it is. */
    public static String shortName(String model) {
        return model.startsWith(RESOURCE_NAME) ? model.substring(model.lastIndexOf('/') + 1) : model;
    }

    /** The model behind a profile's short name, or null when it is no such name. */
    public static @Nullable String modelBehind(String name) {
        Matcher prefixed = PREFIXED.matcher(name);
        return prefixed.matches() ? prefixed.group(1) : null;
    }
}
