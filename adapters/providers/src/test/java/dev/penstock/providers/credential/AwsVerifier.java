package dev.penstock.providers.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the other end of a signature does, written from its side: it reads a request off the wire and works the signature out
 * again. Shares nothing with the code under test.
 */
final class AwsVerifier {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private AwsVerifier() {}

    /** The scope, {@code day/region/service}, of a request whose signature is good. */
    static String verified(
            String secret, String method, String path, String query, Map<String, List<String>> headers, byte[] body)
            throws GeneralSecurityException {
        Matcher sent = AUTHORIZATION.matcher(first(headers, "authorization"));
        if (!sent.matches()) {
            throw new AssertionError("no signature");
        }
        StringBuilder canonical = new StringBuilder();
        canonical.append(method).append("\n");
        for (String segment : path.substring(1).split("/", -1)) {
            canonical.append("/").append(escaped(segment));
        }
        canonical.append("\n").append(sorted(query)).append("\n");
        for (String name : sent.group(5).split(";", -1)) {
            List<String> values = new ArrayList<>();
            for (String value : headers.getOrDefault(name, List.of())) {
                values.add(String.join(" ", value.trim().split(" +", -1)));
            }
            canonical.append(name).append(":").append(String.join(",", values)).append("\n");
        }
        canonical.append("\n").append(sent.group(5)).append("\n").append(sha256(body));

        String scope = sent.group(2) + "/" + sent.group(3) + "/" + sent.group(4);
        String time = first(headers, "x-amz-date");
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "/aws4_request\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : (scope + "/aws4_request").split("/", -1)) {
            key = mac(key, part);
        }
        String wanted = HexFormat.of().formatHex(mac(key, toSign));
        if (!wanted.equals(sent.group(6)) || !time.startsWith(sent.group(2))) {
            throw new AssertionError("the signature is not good for\n" + canonical);
        }
        return scope.toLowerCase(Locale.ROOT);
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("nothing")).get(0);
    }

    private static String sorted(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String> parameters = new ArrayList<>(List.of(query.split("&", -1)));
        // By name, then by value: a name that begins like another comes before it, whatever follows the two.
        parameters.sort(Comparator.comparing((String parameter) -> parameter.substring(0, parameter.indexOf('=')))
                .thenComparing(parameter -> parameter));
        return String.join("&", parameters);
    }

    private static String escaped(String segment) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (each & 0xff));
            escaped.append(character.matches("[A-Za-z0-9._~-]") ? character : "%%%02X".formatted(each & 0xff));
        }
        return escaped.toString();
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
