package dev.penstock.providers.credential;

import dev.penstock.domain.inference.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request in the one spelling that AWS signatures are made over (Signature Version 4).
 *
 * @param query as it must stand on the wire, so that nobody reads it in two ways; null for none
 * @param signedHeaders the names of the headers that are signed
 */
record CanonicalRequest(String text, @Nullable String query, String signedHeaders) {
    private static final String UNRESERVED = "-_.~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /**
     * @param rawPath as it stands on the wire; what is encoded there is encoded once more here, as for all services but S3
     * @param headers those that are signed, {@code Host} among them
     * @param bodyHash the body's SHA-256 in hexadecimal digits
     */
    static CanonicalRequest of(
            String method, String rawPath, @Nullable String rawQuery, List<Header> headers, String bodyHash) {
        Map<String, String> lines = lines(headers);
        String signed = String.join(";", lines.keySet());
        String query = rawQuery == null ? "" : query(rawQuery);
        StringBuilder text = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(encoded(normal(rawPath), "/"))
                .append('\n')
                .append(query)
                .append('\n');
        lines.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        text.append('\n').append(signed).append('\n').append(bodyHash);
        return new CanonicalRequest(text.toString(), query.isEmpty() ? null : query, signed);
    }

    private static Map<String, String> lines(List<Header> headers) {
        Map<String, String> lines = new TreeMap<>();
        for (Header line : headers) {
            String value = line.value().strip().replaceAll(" {2,}", " ");
            lines.merge(line.name().toLowerCase(Locale.ROOT), value, (first, next) -> first + "," + next);
        }
        return lines;
    }

    /** Without empty segments, and without those that lead up or nowhere. */
    private static String normal(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean open = !kept.isEmpty() && (path.endsWith("/") || path.endsWith("/.") || path.endsWith("/.."));
        return "/" + String.join("/", kept) + (open ? "/" : "");
    }

    private static String query(String raw) {
        List<Header> parameters = new ArrayList<>();
        for (String parameter : raw.split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                parameters.add(new Header(encoded(decoded(name), ""), encoded(decoded(value), "")));
            }
        }
        return parameters.stream()
                .sorted((a, b) -> a.name().equals(b.name())
                        ? a.value().compareTo(b.value())
                        : a.name().compareTo(b.name()))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static byte[] decoded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            int high = i + 2 < raw.length && raw[i] == '%' ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                decoded[length++] = raw[i] == '+' ? (byte) ' ' : raw[i];
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    private static String encoded(String text, String kept) {
        return encoded(text.getBytes(StandardCharsets.UTF_8), kept);
    }

    private static String encoded(byte[] bytes, String kept) {
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte each : bytes) {
            char character = (char) (each & 0xff);
            boolean plain = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || UNRESERVED.indexOf(character) >= 0
                    || kept.indexOf(character) >= 0;
            if (plain) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX[character >> 4]).append(HEX[character & 0xf]);
            }
        }
        return encoded.toString();
    }
}
