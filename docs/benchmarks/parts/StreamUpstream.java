import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that streams the same chat completion to everybody: {@code StreamUpstream PORT EVENTS GAP_MICROS}.
 * Head and first event go out at once, then an event each gap, each in a write of its own; the last one holds the usage
 * and has {@code [DONE]} and the end of the body with it.
 */
final class StreamUpstream {
    private static final int MOST_REQUEST_BYTES = 64 * 1024;

    /** A caller's connection, and how far the stream on it is. One thread has it at a time. */
    private static final class Caller {
        final SocketChannel channel;
        final byte[] request = new byte[MOST_REQUEST_BYTES];
        final ByteBuffer in = ByteBuffer.wrap(request);
        int next;
        long due;

        Caller(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final byte[] head = ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\n"
                    + "transfer-encoding: chunked\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    private final byte[][] events;
    private final long gapNanos;
    private final ConcurrentLinkedQueue<Caller> waiting = new ConcurrentLinkedQueue<>();
    private final Thread metronome = new Thread(this::sendWhenDue, "metronome");

    private StreamUpstream(int events, long gapNanos) {
        this.events = new byte[events][];
        this.gapNanos = gapNanos;
        for (int i = 0; i < events; i++) {
            this.events[i] = event(i).getBytes(StandardCharsets.UTF_8);
        }
    }

    public static void main(String[] args) throws IOException {
        new StreamUpstream(Integer.parseInt(args[1]), Long.parseLong(args[2]) * 1000).serve(Integer.parseInt(args[0]));
    }

    private String event(int number) {
        String start = "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"llama-3.1-8b-instant\",\"choices\":[";
        if (number == events.length - 1) {
            String usage = "],\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":120,\"total_tokens\":320}}\n\n";
            return chunk(start + usage + "data: [DONE]\n\n") + "0\r\n\r\n";
        }
        return chunk(start + "{\"index\":0,\"delta\":{\"content\":\" water\"},\"logprobs\":null,"
                + "\"finish_reason\":" + (number == events.length - 2 ? "\"stop\"" : "null") + "}]}\n\n");
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private void serve(int port) throws IOException {
        Wire.wakeOnTime();
        metronome.setDaemon(true);
        metronome.start();
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", port), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(server, selector);
                    } else {
                        read(key);
                    }
                } catch (IOException e) {
                    leave(((Caller) key.attachment()).channel);
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new Caller(channel));
    }

    private void read(SelectionKey key) throws IOException {
        Caller caller = (Caller) key.attachment();
        if (caller.channel.read(caller.in) < 0) {
            leave(caller.channel);
            return;
        }
        int length = caller.in.position();
        int bodyStart = Wire.bodyStart(caller.request, length);
        if (bodyStart < 0
                || !Wire.complete(
                        caller.request, length, bodyStart, Wire.statedLength(caller.request, bodyStart))) {
            return;
        }
        caller.in.clear();
        caller.next = 1;
        caller.due = System.nanoTime() + gapNanos;
        send(caller.channel, head);
        send(caller.channel, events[0]);
        waiting.add(caller);
        LockSupport.unpark(metronome);
    }

    /** All gaps are alike, so callers stand in the queue in the order in which they are due. */
    private void sendWhenDue() {
        Wire.wakeOnTime();
        while (true) {
            Caller caller = waiting.poll();
            if (caller == null) {
                LockSupport.park(this);
                continue;
            }
            for (long left = caller.due - System.nanoTime(); left > 0; left = caller.due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            try {
                boolean more = caller.next < events.length - 1;
                byte[] event = events[caller.next++];
                caller.due += gapNanos;
                send(caller.channel, event);
                if (more) {
                    waiting.add(caller);
                }
            } catch (IOException e) {
                leave(caller.channel);
            }
        }
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        if (channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
            throw new IOException("the caller does not read");
        }
    }

    private static void leave(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
