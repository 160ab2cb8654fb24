package dev.penstock.fakeprovider;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of an AWS signature, version 4. Whether the signature itself is right is not looked at. */
final class SigV4 {
    private static final String SCHEME = "AWS4-HMAC-SHA256 ";
    private static final Pattern FORM = Pattern.compile(SCHEME
            + "Credential=([^/, ]+)/[0-9]{8}/[a-z0-9-]+/[a-z0-9-]+/aws4_request, ?"
            + "SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}");
    private static final Pattern DATE = Pattern.compile("[0-9]{8}T[0-9]{6}Z");

    private SigV4() {}

    static boolean claimedBy(MultiMap headers) {
        return authorization(headers).startsWith(SCHEME);
    }

    /** The id of the access key that signed a request; null where something of the signature's form is missing. */
    static @Nullable String accessKeyId(MultiMap headers) {
        Matcher form = FORM.matcher(authorization(headers));
        String date = headers.get("x-amz-date");
        if (!form.matches() || date == null || !DATE.matcher(date).matches() || headers.get("host") == null) {
            return null;
        }
        List<String> signed = List.of(form.group(2).split(";", -1));
        boolean allThere = signed.stream().allMatch(headers::contains);
        return allThere && signed.containsAll(List.of("host", "x-amz-date")) ? form.group(1) : null;
    }

    private static String authorization(MultiMap headers) {
        String value = headers.get("authorization");
        return value == null ? "" : value;
    }
}
