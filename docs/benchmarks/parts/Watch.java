import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Looks at a process at even intervals, from {@code /proc} alone, and takes down a line each time. */
final class Watch {
    private final Path process;
    private final long start;
    private final long everyNanos;
    private final StringBuilder lines = new StringBuilder();
    private final Thread thread = new Thread(this::look, "watch");
    private volatile boolean over;

    Watch(long processId, long start, long everyNanos) {
        process = Path.of("/proc", Long.toString(processId));
        this.start = start;
        this.everyNanos = everyNanos;
        thread.start();
    }

    /** All lines, {@code sample MILLIS penstock NAME=NUMBER...}, MILLIS since the start. */
    String end() throws InterruptedException {
        over = true;
        LockSupport.unpark(thread);
        thread.join();
        return lines.toString();
    }

    private void look() {
        try {
            for (long next = start; !over; next += everyNanos) {
                for (long left = next - System.nanoTime(); left > 0 && !over; left = next - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!over) {
                    lines.append("sample ").append((System.nanoTime() - start) / 1_000_000).append(" penstock").append(sample()).append('\n');
                }
            }
        } catch (IOException e) {
            System.err.println("the process is gone: " + e);
        }
    }

    private String sample() throws IOException {
        StringBuilder sample = new StringBuilder();
        for (String line : Files.readAllLines(process.resolve("status"))) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "VmRSS:" -> sample.append(" rss_kb=").append(words[1]);
                case "RssAnon:" -> sample.append(" anonymous_kb=").append(words[1]);
                case "VmHWM:" -> sample.append(" peak_kb=").append(words[1]);
                case "Threads:" -> sample.append(" threads=").append(words[1]);
                default -> {}
            }
        }
        int descriptors = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path each : all) {
                descriptors++;
            }
        }
        String stat = Files.readString(process.resolve("stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(words[11]) + Long.parseLong(words[12]);
        return sample.append(" descriptors=").append(descriptors).append(" ticks=").append(ticks).toString();
    }
}
