package dev.penstock.http.management;

import static dev.penstock.http.management.RawClient.utf8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Turns a valid JSON body into bytes that are no JSON, or JSON as only an adversary writes it. */
final class SpoiledBytes {
    private static final List<Charset> OTHER_ENCODINGS = List.of(
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"));

    /** No UTF-8: lone bytes, overlong forms, encoded surrogates, beyond the last code point, broken off. */
    private static final List<byte[]> NO_UTF_8 = List.of(
            bytes(0xC3, 0x28),
            bytes(0xFF),
            bytes(0xC0, 0xAF),
            bytes(0xE0, 0x80, 0xAF),
            bytes(0xED, 0xA0, 0x80),
            bytes(0xF4, 0x90, 0x80, 0x80),
            bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
            bytes(0xE2, 0x82),
            bytes(0x00),
            bytes(0x1B));

    private static final List<String> NO_OBJECT = List.of(
            "",
            " \r\n\t",
            "null",
            "true",
            "0",
            "\"text\"",
            "[]",
            "[1,{}]",
            "{",
            "}",
            "[[[[",
            "NaN",
            "{'id': 'x'}",
            "{id: 1}",
            "{} {}",
            "{},",
            "{}x",
            "// nothing\n{}",
            "{\"a\":1e}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":\"\\q\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1,\"a\":2}",
            "{\"\\ud800\":1}",
            "a=b&c=d",
            "<xml/>",
            "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--");
    private static final List<String> NUMBERS = List.of(
            "1e400",
            "-1e400",
            "1e999999999",
            "-1e-999999999",
            "1e99999999999999999999",
            "1" + "0".repeat(400),
            "9".repeat(100_000),
            "0." + "1".repeat(100_000),
            "-0",
            "1.0000000000000000000000000000001");

    private final Random random;

    SpoiledBytes(Random random) {
        this.random = random;
    }

    byte[] of(String valid) {
        return switch (random.nextInt(13)) {
            case 0 -> utf8(pick(NO_OBJECT));
            case 1 -> joined(bytes(0xEF, 0xBB, 0xBF), utf8(valid));
            case 2 -> valid.getBytes(pick(OTHER_ENCODINGS));
            case 3, 4 -> inserted(utf8(valid), pick(NO_UTF_8));
            case 5 -> utf8(valid.substring(0, random.nextInt(valid.length() + 1)));
            case 6 -> joined(utf8(valid), utf8(pick(NO_OBJECT)));
            case 7 -> utf8(twice(valid));
            case 8 -> utf8(nested());
            case 9 -> utf8(valid.replaceFirst("(?<=[:,\\[])-?[0-9.]+(?=[,}\\]])", pick(NUMBERS)));
            case 10 -> utf8("{\"x\":" + pick(NUMBERS) + "," + valid.substring(1));
            case 11 -> flipped(utf8(valid));
            default -> utf8("{\"" + "x".repeat(random.nextInt(60_000)) + "\":1," + valid.substring(1));
        };
    }

    /** The object with all of its members written twice. */
    private static String twice(String object) {
        return object.length() <= 2
                ? "{\"a\":1,\"a\":1}"
                : object.substring(0, object.length() - 1) + "," + object.substring(1);
    }

    private String nested() {
        int depth = pick(List.of(64, 65, 1000, 100_000));
        return random.nextBoolean()
                ? "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}"
                : "{\"x\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private byte[] flipped(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private byte[] inserted(byte[] into, byte[] what) {
        int at = random.nextInt(into.length + 1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(into, 0, at);
        all.writeBytes(what);
        all.write(into, at, into.length - at);
        return all.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
