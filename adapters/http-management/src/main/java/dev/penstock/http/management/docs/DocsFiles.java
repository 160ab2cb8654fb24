package dev.penstock.http.management.docs;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the page.
 *
 * @param release a name for exactly these contents
 */
record DocsFiles(String release, Buffer page, Map<String, File> byName) {
    private static final Map<String, String> TYPES = Map.of(
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "swagger-ui-bundle.js.LICENSE.txt", "text/plain; charset=utf-8",
            "swagger-ui.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8");
    private static final int RELEASE_BYTES = 8;

    record File(String type, Buffer bytes) {}

    static DocsFiles load() {
        Map<String, File> files = new TreeMap<>();
        TYPES.forEach((name, type) -> files.put(name, new File(type, Buffer.buffer(read(name)))));
        String release = release(files);
        String page = new String(read("page.html"), StandardCharsets.UTF_8).replace("{release}", release);
        return new DocsFiles(release, Buffer.buffer(page), Map.copyOf(files));
    }

    private static String release(Map<String, File> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> digest.update(file.bytes().getBytes()));
            return HexFormat.of().formatHex(digest.digest(), 0, RELEASE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream file = DocsFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: docs/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("docs/" + name + " cannot be read", e);
        }
    }
}
