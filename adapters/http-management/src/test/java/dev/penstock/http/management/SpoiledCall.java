package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Spoils a request outside its body: path, query, headers, method, and the way the body's length is told. */
final class SpoiledCall {
    private static final List<String> SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e%2e",
            "%2E%2E%2F%2e%2e",
            "a%2Fb",
            "a%252Fb",
            "a%5Cb",
            "%00",
            "a%00b",
            "%zz",
            "%",
            "%4",
            "%C3%28",
            "%C0%AF",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "\u00e4\u4f60",
            "%E2%80%AE",
            "+",
            "a+b",
            "%20",
            "a;x=y",
            "a.b",
            "-",
            "A",
            "null",
            "undefined",
            "0",
            "-1",
            "costs",
            "{id}",
            "*",
            "'",
            "%22%3E%3Cscript%3E",
            "x".repeat(65),
            "x".repeat(3000),
            "%41".repeat(700),
            "00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-00000000000g",
            "9223372036854775808");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "0",
            "-1",
            "1.5",
            "2147483647",
            "2147483648",
            "1e400",
            "1e-400",
            "NaN",
            "Infinity",
            "0x10",
            "1_0",
            " 1",
            "true",
            "TRUE",
            "null",
            "[]",
            "{}",
            "[null]",
            "[[[",
            "[{}]",
            "[1e999999999]",
            "model",
            "created_at",
            "metadata.key",
            "eq",
            "gt",
            "contains",
            "cost",
            "asc",
            "2026-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59+18:00",
            "a\0b",
            "%_\\",
            "' OR 1=1 --",
            "\ud83d\ude00",
            "x".repeat(3000),
            "[{\"key\":\"cost\",\"operator\":\"lt\",\"value\":[1e300,null,true]}]",
            "[{\"key\":\"created_at\",\"operator\":\"gt\",\"value\":[1e18,\"x\",-1]}]",
            "[{\"key\":\"model\",\"operator\":\"contains\",\"value\":[\"\",\"\\ud800\"]}]",
            "[{\"key\":\"model\",\"operator\":\"eq\",\"value\":\"bare\"}]",
            "{\"key\":\"model\",\"operator\":\"eq\",\"value\":[]}");
    private static final List<String> RAW_VALUES = List.of(
            "%", "%z", "%zz", "%C3%28", "%00", "%ED%A0%80", "=", "==&&=", "?", "#", "\u00e4", "a;b", "[]", "{}");
    private static final List<String> NAMES = List.of(
            "filters",
            "filters.key",
            "filters.operator",
            "filters.value",
            "filters.",
            "filters[0][key]",
            "",
            "__proto__");
    private static final List<String> HEADERS = List.of(
            "content-type:",
            "content-type: text/plain",
            "content-type: application/xml",
            "content-type: application/json; charset=utf-16",
            "content-type: multipart/form-data; boundary=x",
            "content-type: application/x-www-form-urlencoded",
            "content-type: ;;;",
            "content-encoding: gzip",
            "accept: image/png",
            "accept: ;q=",
            "authorization:",
            "authorization: Bearer",
            "authorization: Bearer " + "x".repeat(4000),
            "authorization: Basic \u00e4\u00ff",
            "x-auth-email: a",
            "expect: 100-continue",
            "expect: the worst",
            "x: " + "a".repeat(20_000),
            "host: ",
            "host: a b",
            "host: [::1",
            "if-none-match: *",
            "range: bytes=5-1",
            "upgrade: websocket",
            "connection: upgrade, http2-settings",
            "cookie: " + "a=b; ".repeat(300),
            "api-version: yesterday");
    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "X".repeat(300));

    private final Random random;

    SpoiledCall(Random random) {
        this.random = random;
    }

    RawCall of(RawCall valid, JsonNode operation) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> withQuery(valid, operation);
            case 3, 4, 5 -> withSegment(valid);
            case 6 -> valid.withHeader(pick(HEADERS));
            case 7 -> valid.withMethod(pick(METHODS));
            default -> valid.withFraming(pick(List.of(RawCall.Framing.values())));
        };
    }

    /** Wrong, repeated, unknown and unreadable parameters. */
    private RawCall withQuery(RawCall valid, JsonNode operation) {
        List<String> names = new ArrayList<>(NAMES);
        operation.path("parameters").forEach(parameter -> {
            String name =
                    OurDocument.description().resolve(parameter).path("name").asText();
            Stream.generate(() -> name).limit(3).forEach(names::add);
        });
        List<String> pairs = new ArrayList<>();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            String value =
                    random.nextInt(8) == 0 ? pick(RAW_VALUES) : URLEncoder.encode(pick(VALUES), StandardCharsets.UTF_8);
            pairs.add(pick(names) + (random.nextInt(20) == 0 ? "" : "=") + value);
        }
        return valid.withTarget(valid.rawPath() + "?" + String.join("&", pairs));
    }

    /** Another path, with one of its parts replaced, added or missing. */
    private RawCall withSegment(RawCall valid) {
        List<String> segments = new ArrayList<>(List.of(valid.rawPath().split("/", -1)));
        int at = 1 + random.nextInt(segments.size() - 1);
        switch (random.nextInt(8)) {
            case 0 -> segments.remove(at);
            case 1 -> segments.add(at, pick(SEGMENTS));
            default -> segments.set(at, pick(SEGMENTS));
        }
        return valid.withTarget(String.join("/", segments));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
