import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers with a connection each, always the same number of them. Some are left alone by the server, some leave it alone;
 * each then has a new connection. One thread of their own reads all answers and tells the listener what became of them.
 */
final class Callers implements AutoCloseable {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.ISO_8859_1);
    private static final int EVENTS = 50;
    private static final long LEAVE_AFTER_NANOS = 100_000_000;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int LOOK_AROUND_MILLIS = 20;
    private static final int MOST_TOLD_OF_A_KIND = 3;

    /** Hears of each request once; in the reading thread. */
    interface Listener {
        /** @param tookNanos from the moment it was due to the last byte, or to the first event of a stream */
        void ended(Kind kind, long due, long tookNanos, boolean asExpected);
    }

    private static final class Caller {
        final byte[] answer = new byte[32 * 1024];
        final ByteBuffer in = ByteBuffer.wrap(answer);
        SocketChannel channel;
        Kind kind;
        long due;
        long asked;
        volatile boolean busy;
        int bodyStart;
        int statedLength;
        long firstEvent;
    }

    private final InetSocketAddress server;
    private final Listener listener;
    private final Selector selector = Selector.open();
    private final ArrayBlockingQueue<Caller> idle;
    private final AtomicInteger open = new AtomicInteger();
    private final Thread reader = new Thread(this::read, "reader");
    private final Map<Kind, Integer> told = new HashMap<>();
    private volatile boolean over;

    Callers(int port, int count, Listener listener) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
        this.listener = listener;
        idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            Caller caller = new Caller();
            connect(caller);
            idle.add(caller);
        }
    }

    void start() {
        reader.start();
    }

    /** Sends a request; waits up to some seconds for a caller who is free, and answers whether there was one. */
    boolean ask(Kind kind, long number, long due) throws IOException, InterruptedException {
        return ask(idle.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS), kind, number, due);
    }

    /** The same without waiting. */
    boolean askNow(Kind kind, long number, long due) throws IOException {
        return ask(idle.poll(), kind, number, due);
    }

    private boolean ask(Caller caller, Kind kind, long number, long due) throws IOException {
        if (caller == null) {
            return false;
        }
        caller.kind = kind;
        caller.due = due;
        caller.asked = System.nanoTime();
        caller.bodyStart = -1;
        caller.firstEvent = 0;
        caller.in.clear();
        open.incrementAndGet();
        caller.busy = true;
        byte[] request = kind.request(number);
        if (caller.channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("the server does not read");
        }
        return true;
    }

    private void read() {
        Wire.wakeOnTime();
        long lookAround = System.nanoTime();
        try {
            while (!over) {
                selector.select(this::read, LOOK_AROUND_MILLIS);
                if (System.nanoTime() - lookAround > 0) {
                    lookAround = System.nanoTime() + LOOK_AROUND_MILLIS * 1_000_000L;
                    for (SelectionKey key : selector.keys()) {
                        lookAt((Caller) key.attachment());
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Lets those leave whose time has come, and gives up on answers that never come. */
    private void lookAt(Caller caller) throws IOException {
        long waited = System.nanoTime() - caller.asked;
        if (caller.busy && caller.kind.answer() == Kind.Answer.LEAVE_EARLY && waited > LEAVE_AFTER_NANOS) {
            boolean silent = caller.in.position() == 0;
            end(caller, silent, silent ? null : "an answer before the caller left", true);
        } else if (caller.busy && waited > PATIENCE_NANOS) {
            end(caller, false, "no answer within 10 s", true);
        }
    }

    private void read(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            int count;
            try {
                count = caller.channel.read(caller.in);
            } catch (IOException e) {
                count = -1; // reset
            }
            if (!caller.busy) {
                reconnect(caller);
            } else if (count <= 0) {
                boolean cut = caller.kind.answer() == Kind.Answer.CUT && caller.firstEvent != 0;
                end(caller, cut, cut ? null : count < 0 ? "closed by the server" : "a longer answer than expected", true);
            } else {
                arrived(caller);
            }
        } catch (IOException | RuntimeException e) {
            tell(caller, e.toString());
            throw new IllegalStateException("a caller is lost for good", e);
        }
    }

    private void arrived(Caller caller) throws IOException {
        int length = caller.in.position();
        if (caller.bodyStart < 0) {
            caller.bodyStart = Wire.bodyStart(caller.answer, length);
            if (caller.bodyStart < 0) {
                return;
            }
            caller.statedLength = Wire.statedLength(caller.answer, caller.bodyStart);
        }
        if (caller.firstEvent == 0 && Wire.find(caller.answer, caller.bodyStart, length, EVENT) >= 0) {
            caller.firstEvent = System.nanoTime();
        }
        if (caller.kind.answer() == Kind.Answer.LEAVE_STREAM && caller.firstEvent != 0) {
            end(caller, true, null, true);
        } else if (Wire.complete(caller.answer, length, caller.bodyStart, caller.statedLength)) {
            String head = new String(caller.answer, 0, caller.bodyStart, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            String wrong = faultOf(caller, head, length);
            end(caller, wrong == null, wrong, head.contains("\r\nconnection: close"));
        }
    }

    /** What is wrong with a complete answer; null when nothing is. */
    private static String faultOf(Caller caller, String head, int length) {
        if (!head.startsWith("http/1.1 " + caller.kind.status() + " ")) {
            return "another status";
        }
        return switch (caller.kind.answer()) {
            case WHOLE -> null;
            case HIT -> head.contains("\r\ncf-aig-cache-status: hit") ? null : "not from the cache";
            case STREAM -> {
                int from = caller.bodyStart;
                int end = caller.statedLength < 0 ? Wire.joinChunks(caller.answer, from) : length;
                boolean whole = Wire.count(caller.answer, from, end, EVENT) == EVENTS + 1
                        && Wire.find(caller.answer, from, end, DONE) >= 0;
                yield whole ? null : "not the whole stream";
            }
            case CUT -> "a stream that should have been cut came to its end";
            case LEAVE_STREAM, LEAVE_EARLY -> "an answer before the caller left";
        };
    }

    private void end(Caller caller, boolean asExpected, String wrong, boolean reconnect) throws IOException {
        if (wrong != null) {
            tell(caller, wrong);
        }
        Kind kind = caller.kind;
        long due = caller.due;
        long end = caller.firstEvent != 0 ? caller.firstEvent : System.nanoTime();
        caller.busy = false;
        if (reconnect) {
            reconnect(caller);
        }
        open.decrementAndGet();
        idle.add(caller);
        listener.ended(kind, due, end - due, asExpected);
    }

    private void tell(Caller caller, String wrong) {
        if (told.merge(caller.kind, 1, Integer::sum) <= MOST_TOLD_OF_A_KIND) {
            String came = new String(caller.answer, 0, Math.min(600, caller.in.position()), StandardCharsets.UTF_8);
            System.err.println("unexpected, " + caller.kind.name() + ": " + wrong + "; " + came.replaceAll("\\s+", " "));
        }
    }

    private void connect(Caller caller) throws IOException {
        caller.channel = SocketChannel.open(server);
        caller.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        caller.channel.configureBlocking(false);
        caller.channel.register(selector, SelectionKey.OP_READ, caller);
    }

    private void reconnect(Caller caller) throws IOException {
        caller.channel.close();
        connect(caller);
    }

    /** Waits for what is under way, then closes all connections. What does not come in time is told as unexpected. */
    @Override
    public void close() throws IOException {
        long patience = System.nanoTime() + 2 * PATIENCE_NANOS;
        while (open.get() > 0 && System.nanoTime() < patience && reader.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        over = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
