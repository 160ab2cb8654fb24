import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A kind of request in a mix, from a line {@code NAME SHARE ANSWER VARIETY ROWS FILE} of a plan.
 *
 * @param index its place in the plan, from 0
 * @param share how many of all shares of the plan are of this kind
 * @param answer what must become of it
 * @param status the status that the answer must have
 * @param variety how many different requests there are, told apart by a number of eight digits that takes the place of
 *     {@code ########} in the file
 * @param rows how many log entries one request leaves
 * @param request as it goes over the wire
 */
record Kind(int index, String name, int share, Answer answer, int status, int variety, int rows, byte[] request) {
    private static final byte[] MARK = "########".getBytes(StandardCharsets.ISO_8859_1);

    /** What must become of a request. */
    enum Answer {
        /** A whole answer with its status. */
        WHOLE,
        /** The same, from the cache. */
        HIT,
        /** All events of a stream, and its end. */
        STREAM,
        /** The beginning of a stream; then the server breaks it off. */
        CUT,
        /** The caller leaves when the first event is there. */
        LEAVE_STREAM,
        /** The caller leaves after a tenth of a second in which nothing came. */
        LEAVE_EARLY
    }

    /** Whether a good answer comes at once, so that it says how fast the server is. */
    boolean quick() {
        return (answer == Answer.WHOLE || answer == Answer.HIT) && status == 200 && rows == 1;
    }

    /** Reads a plan; the order of its lines is the order of the kinds. */
    static List<Kind> plan(Path file) throws IOException {
        List<Kind> kinds = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            String[] answer = words[2].split(":");
            kinds.add(new Kind(
                    kinds.size(),
                    words[0],
                    Integer.parseInt(words[1]),
                    Answer.valueOf(answer[0]),
                    answer.length > 1 ? Integer.parseInt(answer[1]) : 200,
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Files.readAllBytes(Path.of(words[5]))));
        }
        return kinds;
    }

    /** The kinds by their shares, well mixed, always in the same way. */
    static Kind[] mixed(List<Kind> kinds) {
        List<Kind> mix = new ArrayList<>();
        for (Kind kind : kinds) {
            mix.addAll(Collections.nCopies(kind.share, kind));
        }
        Collections.shuffle(mix, new Random(1));
        return mix.toArray(Kind[]::new);
    }

    /** The request with a number of its own, where it has one. */
    byte[] request(long number) {
        int at = variety > 1 ? Wire.find(request, 0, request.length, MARK) : -1;
        if (at < 0) {
            return request;
        }
        byte[] stamped = request.clone();
        byte[] digits = "%08d".formatted(number % variety).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(digits, 0, stamped, at, digits.length);
        return stamped;
    }
}
