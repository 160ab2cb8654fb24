import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Load of a mix of kinds, for as long as one likes: {@code Soak PORT PLAN CALLERS}. It reads orders from standard input and
 * answers each with a line:
 *
 * <pre>
 * closed SECONDS AT_ONCE            so many quick requests under way at any time, the slow kinds beside them by their shares
 * open RATE SECONDS PROCESS FILE    requests at an even rate, whatever becomes of them; figures go to FILE
 * </pre>
 *
 * Delays are those of {@link Load}: they count from the moment a request was due.
 */
final class Soak {
    private static final int SLOTS = 30;
    private static final int SLOTS_OF_A_WINDOW = 5;
    private static final int SAMPLES = 360;

    private final int port;
    private final List<Kind> kinds;
    private final Kind[] mix;
    private final int callers;
    private long asked;

    private Soak(int port, Path plan, int callers) throws IOException {
        this.port = port;
        this.kinds = Kind.plan(plan);
        this.mix = Kind.mixed(kinds);
        this.callers = callers;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Wire.wakeOnTime();
        Soak soak = new Soak(Integer.parseInt(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            System.out.println(
                    switch (order[0]) {
                        case "closed" -> soak.closed(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
                        case "open" ->
                            soak.open(
                                    Integer.parseInt(order[1]),
                                    Integer.parseInt(order[2]),
                                    Long.parseLong(order[3]),
                                    Path.of(order[4]));
                        default -> throw new IllegalArgumentException(line);
                    });
        }
    }

    /** Keeps quick requests under way; all in the reading thread, but for the first ones. */
    private final class Closed implements Callers.Listener {
        final long end;
        Callers callers;
        int wanted;
        long ended;
        long unexpected;

        Closed(long end, int atOnce) {
            this.end = end;
            this.wanted = atOnce;
        }

        @Override
        public void ended(Kind kind, long due, long tookNanos, boolean asExpected) {
            ended++;
            unexpected += asExpected ? 0 : 1;
            wanted += kind.quick() ? 1 : 0;
            fill();
        }

        void fill() {
            try {
                while (wanted > 0 && System.nanoTime() < end) {
                    Kind kind = mix[(int) (asked % mix.length)];
                    if (!callers.askNow(kind, asked, System.nanoTime())) {
                        return;
                    }
                    asked++;
                    wanted -= kind.quick() ? 1 : 0;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private String closed(int seconds, int atOnce) throws IOException {
        long start = System.nanoTime();
        Closed load = new Closed(start + seconds * 1_000_000_000L, atOnce);
        try (Callers all = new Callers(port, callers, load)) {
            load.callers = all;
            load.fill();
            all.start();
            waitUntil(load.end);
        }
        return "ended=%d unexpected=%d per_second=%d".formatted(load.ended, load.unexpected, load.ended / seconds);
    }

    private String open(int rate, int seconds, long process, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime() + 100_000_000;
        Open load = new Open(start, seconds * 1_000_000_000L);
        Delays late = new Delays(1, SLOTS, seconds * 1_000_000_000L);
        Watch watch = new Watch(process, start, Math.max(1_000_000_000L, seconds * 1_000_000_000L / SAMPLES));
        long[] askedOf = new long[kinds.size()];
        try (Callers all = new Callers(port, callers, load)) {
            all.start();
            long requests = (long) rate * seconds;
            for (long i = 0; i < requests; i++, asked++) {
                long due = start + i * 1_000_000_000L / rate;
                waitUntil(due);
                Kind kind = mix[(int) (asked % mix.length)];
                late.add(0, due - start, Math.max(0, System.nanoTime() - due));
                if (!all.ask(kind, asked, due)) {
                    throw new IOException("no caller was free for 10 s");
                }
                askedOf[kind.index()]++;
            }
        }
        StringBuilder lines = new StringBuilder(watch.end());
        long unexpected = 0;
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            long wrong = askedOf[i] - load.asExpected[i];
            unexpected += wrong;
            lines.append("kind 1 %s asked=%d unexpected=%d rows=%d\n".formatted(kind.name(), askedOf[i], wrong, askedOf[i] * kind.rows()));
            write(lines, "slot", kind.name(), load.delays.figures(i, 1));
            write(lines, "window", kind.name(), load.delays.figures(i, SLOTS_OF_A_WINDOW));
        }
        write(lines, "window", "late", late.figures(0, SLOTS_OF_A_WINDOW));
        Files.writeString(file, lines);
        return "asked=%d unexpected=%d".formatted(Arrays.stream(askedOf).sum(), unexpected);
    }

    private static void write(StringBuilder lines, String phase, String subject, List<String> figures) {
        for (int i = 0; i < figures.size(); i++) {
            lines.append("%s %d %s %s\n".formatted(phase, i + 1, subject, figures.get(i)));
        }
    }

    /** Takes down how long each request took; in the reading thread. */
    private final class Open implements Callers.Listener {
        final long start;
        final Delays delays;
        final long[] asExpected = new long[kinds.size()];

        Open(long start, long wholeNanos) {
            this.start = start;
            this.delays = new Delays(kinds.size(), SLOTS, wholeNanos);
        }

        @Override
        public void ended(Kind kind, long due, long tookNanos, boolean expected) {
            delays.add(kind.index(), due - start, tookNanos);
            asExpected[kind.index()] += expected ? 1 : 0;
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
