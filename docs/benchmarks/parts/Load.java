import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The load generator. It reads orders from standard input and answers each with a line of figures, so that one warm
 * process serves a whole benchmark:
 *
 * <pre>
 * open PORT FILE EVENTS CONNECTIONS RATE SECONDS WARM_UP   requests at an even rate, whatever becomes of them
 * closed PORT FILE EVENTS CONNECTIONS SECONDS              each connection asks again as soon as it has its answer
 * await PORT FILE SECONDS                                  asks until there is an answer; says when that was, in us since 1970
 * </pre>
 *
 * FILE holds the request as it goes over the wire. EVENTS is how many events of a stream an answer must have; 0 means a
 * plain answer. Times are microseconds and count from the moment a request was <em>due</em>, not from when it was sent,
 * to the last byte of a plain answer or the first event of a stream.
 */
final class Load {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] GOOD = "HTTP/1.1 200 ".getBytes(StandardCharsets.ISO_8859_1);
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** A connection, and the request that is under way on it. */
    private static final class Line {
        final byte[] answer = new byte[64 * 1024];
        final ByteBuffer in = ByteBuffer.wrap(answer);
        SocketChannel channel;
        volatile long due;
        volatile boolean busy;
        int bodyStart;
        int statedLength;
        boolean begun;
    }

    private final int port;
    private final byte[] request;
    private final int events;
    private final Selector selector;
    private final ArrayBlockingQueue<Line> idle;
    private final Line[] lines;
    private final AtomicInteger open = new AtomicInteger();
    private final long[] took;
    private long countFrom;
    private long askUntil;
    private boolean askAgain;
    private int answered;
    private int counted;
    private long reads;
    private volatile int errors;
    private volatile boolean over;

    private Load(String[] order, int mostAnswers) throws IOException {
        port = Integer.parseInt(order[1]);
        request = Files.readAllBytes(Path.of(order[2]));
        events = Integer.parseInt(order[3]);
        lines = new Line[Integer.parseInt(order[4])];
        took = new long[mostAnswers];
        selector = Selector.open();
        idle = new ArrayBlockingQueue<>(lines.length);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line();
            connect(lines[i]);
            idle.add(lines[i]);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Wire.wakeOnTime();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            System.out.println(
                    switch (order[0]) {
                        case "open" -> {
                            int rate = Integer.parseInt(order[5]);
                            int seconds = Integer.parseInt(order[6]);
                            int warmUp = Integer.parseInt(order[7]);
                            yield new Load(order, rate * (seconds + warmUp)).openLoop(rate, seconds, warmUp);
                        }
                        case "closed" -> new Load(order, 1 << 20).closedLoop(Integer.parseInt(order[5]));
                        case "await" -> await(order);
                        default -> throw new IllegalArgumentException(line);
                    });
        }
    }

    private String openLoop(int rate, int seconds, int warmUp) throws InterruptedException, IOException {
        int requests = rate * (seconds + warmUp);
        long[] late = new long[rate * seconds];
        long start = System.nanoTime() + 20_000_000;
        countFrom = start + warmUp * 1_000_000_000L;
        Thread reader = startReading();
        for (int i = 0; i < requests; i++) {
            long due = start + i * 1_000_000_000L / rate;
            waitUntil(due);
            Line line = idle.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            if (line == null) {
                errors += requests - i;
                break;
            }
            if (i >= requests - late.length) {
                late[i - (requests - late.length)] = System.nanoTime() - due;
            }
            ask(line, due);
        }
        finish(reader);
        Arrays.sort(late);
        return figures() + " late50=" + percentile(late, late.length, 50) + " late99=" + percentile(late, late.length, 99);
    }

    private String closedLoop(int seconds) throws InterruptedException, IOException {
        long start = System.nanoTime();
        askUntil = start + seconds * 1_000_000_000L;
        askAgain = true;
        Thread reader = startReading();
        for (int i = 0; i < lines.length; i++) {
            waitUntil(start + i * 100_000_000L / lines.length); // not all in step
            ask(idle.remove(), System.nanoTime());
        }
        waitUntil(askUntil);
        finish(reader);
        return figures();
    }

    private static String await(String[] order) throws IOException {
        byte[] request = Files.readAllBytes(Path.of(order[2]));
        long end = System.nanoTime() + Long.parseLong(order[3]) * 1_000_000_000L;
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(order[1]));
        ByteBuffer in = ByteBuffer.allocate(GOOD.length);
        while (System.nanoTime() < end) {
            try (SocketChannel channel = SocketChannel.open(address)) {
                channel.write(ByteBuffer.wrap(request));
                in.clear();
                while (in.hasRemaining() && channel.read(in) > 0) {}
                if (!in.hasRemaining() && Wire.startsWith(in.array(), 0, GOOD)) {
                    return "at=" + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                }
            } catch (IOException e) {
                // nobody listens there yet
            }
            LockSupport.parkNanos(1_000_000);
        }
        return "at=0";
    }

    private void connect(Line line) throws IOException {
        line.channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        line.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        line.channel.configureBlocking(false);
        line.channel.register(selector, SelectionKey.OP_READ, line);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void ask(Line line, long due) throws IOException {
        line.due = due;
        line.bodyStart = -1;
        line.begun = false;
        line.in.clear();
        line.busy = true;
        open.incrementAndGet();
        if (line.channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("the server does not read");
        }
    }

    private Thread startReading() {
        Thread reader = new Thread(this::read, "reader");
        reader.start();
        return reader;
    }

    private void read() {
        Wire.wakeOnTime();
        try {
            while (!over) {
                selector.select(this::read, 100);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        Line line = (Line) key.attachment();
        try {
            int count = line.channel.read(line.in);
            if (count <= 0) {
                throw new IOException(count < 0 ? "closed by the server" : "a longer answer than expected");
            }
            reads++;
            if (arrived(line)) {
                answered++;
                settle(line);
            }
        } catch (IOException | RuntimeException e) {
            if (errors++ == 0) {
                System.err.println("first error of a load: " + e + "; "
                        + new String(line.answer, 0, Math.min(300, line.in.position()), StandardCharsets.UTF_8));
            }
            reconnect(line);
        }
    }

    /** Takes in what came; true when the answer is complete. */
    private boolean arrived(Line line) throws IOException {
        int length = line.in.position();
        if (line.bodyStart < 0) {
            line.bodyStart = Wire.bodyStart(line.answer, length);
            if (line.bodyStart < 0) {
                return false;
            }
            if (!Wire.startsWith(line.answer, 0, GOOD)) {
                throw new IOException("not a good answer");
            }
            line.statedLength = Wire.statedLength(line.answer, line.bodyStart);
        }
        if (events > 0 && !line.begun && Wire.find(line.answer, line.bodyStart, length, EVENT) >= 0) {
            line.begun = true;
            note(line);
        }
        if (!Wire.complete(line.answer, length, line.bodyStart, line.statedLength)) {
            return false;
        }
        if (events == 0) {
            note(line);
        } else {
            int end = line.statedLength < 0 ? Wire.joinChunks(line.answer, line.bodyStart) : length;
            if (Wire.count(line.answer, line.bodyStart, end, EVENT) != events + 1
                    || Wire.find(line.answer, line.bodyStart, end, DONE) < 0) {
                throw new IOException("not the whole stream");
            }
        }
        return true;
    }

    private void note(Line line) {
        if (line.due >= countFrom && counted < took.length) {
            took[counted++] = System.nanoTime() - line.due;
        }
    }

    private void settle(Line line) throws IOException {
        line.busy = false;
        open.decrementAndGet();
        if (askAgain && System.nanoTime() < askUntil) {
            ask(line, System.nanoTime());
        } else {
            idle.add(line);
        }
    }

    private void reconnect(Line line) {
        try {
            line.channel.close();
            connect(line);
            if (line.busy) {
                settle(line);
            }
        } catch (IOException e) {
            System.err.println("a connection is lost for good: " + e);
        }
    }

    /** Waits for the answers that are still out; what does not come in time is an error. */
    private void finish(Thread reader) throws InterruptedException, IOException {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (open.get() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
        over = true;
        reader.join();
        errors += open.get();
        for (Line line : lines) {
            line.channel.close();
        }
        selector.close();
    }

    private String figures() {
        Arrays.sort(took, 0, counted);
        return "requests=%d counted=%d errors=%d reads=%d p50=%d p90=%d p99=%d max=%d".formatted(
                answered,
                counted,
                errors,
                reads,
                percentile(took, counted, 50),
                percentile(took, counted, 90),
                percentile(took, counted, 99),
                percentile(took, counted, 100));
    }

    private static long percentile(long[] sorted, int count, int percent) {
        return count == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(count * percent / 100.0) - 1)] / 1000;
    }
}
