import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Just enough HTTP/1.1 to know where a message ends and what is in it. Used by Load and StreamUpstream. */
final class Wire {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END_OF_CHUNKS = "\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private Wire() {}

    /** Where the body starts, or -1 while the head is not complete. */
    static int bodyStart(byte[] bytes, int length) {
        int at = find(bytes, 0, length, END_OF_HEAD);
        return at < 0 ? -1 : at + END_OF_HEAD.length;
    }

    /** How many bytes the body has by its head; -1 when it comes in chunks. */
    static int statedLength(byte[] bytes, int bodyStart) {
        String head = new String(bytes, 0, bodyStart, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            return Integer.parseInt(head.substring(at + 17, head.indexOf('\r', at + 2)).trim());
        }
        return head.contains("\r\ntransfer-encoding: chunked") ? -1 : 0;
    }

    /** Whether the whole body is there. */
    static boolean complete(byte[] bytes, int length, int bodyStart, int statedLength) {
        if (statedLength >= 0) {
            return length >= bodyStart + statedLength;
        }
        int tail = length - END_OF_CHUNKS.length;
        return tail >= bodyStart && startsWith(bytes, tail, END_OF_CHUNKS);
    }

    /** Joins the chunks of a complete body in place and answers where the joined body ends. */
    static int joinChunks(byte[] bytes, int bodyStart) {
        int to = bodyStart;
        int from = bodyStart;
        while (true) {
            int lineEnd = from;
            while (bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            String size = new String(bytes, from, lineEnd - from, StandardCharsets.ISO_8859_1);
            int count = Integer.parseInt(size.split(";", 2)[0].trim(), 16);
            if (count == 0) {
                return to;
            }
            System.arraycopy(bytes, lineEnd + 2, bytes, to, count);
            to += count;
            from = lineEnd + 2 + count + 2;
        }
    }

    static int count(byte[] bytes, int from, int to, byte[] what) {
        int count = 0;
        for (int at = find(bytes, from, to, what); at >= 0; at = find(bytes, at + what.length, to, what)) {
            count++;
        }
        return count;
    }

    /** Where some bytes stand first, or -1. */
    static int find(byte[] bytes, int from, int to, byte[] what) {
        for (int at = from; at <= to - what.length; at++) {
            if (bytes[at] == what[0] && startsWith(bytes, at, what)) {
                return at;
            }
        }
        return -1;
    }

    static boolean startsWith(byte[] bytes, int at, byte[] what) {
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    /** Lets this thread wake when it asked to: Linux otherwise adds up to 50 us. */
    static void wakeOnTime() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
        } catch (IOException e) {
            System.err.println("wakes may be 50 us late: " + e);
        }
    }
}
