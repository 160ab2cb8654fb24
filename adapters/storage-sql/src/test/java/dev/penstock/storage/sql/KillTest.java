package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.PageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process while it writes, as hard as that can be done, and looks at what is left. */
class KillTest {
    private static final int BATCH = 50;
    private static final LogQuery EVERYTHING = new LogQuery(
            SampleLogs.GATEWAY, List.of(), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 1_000_000));

    /** Runs in a process of its own: writes without end and prints the number of each batch once it is kept. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            SqlStorage storage = SqlStorage.open(Path.of(args[0]));
            int batch = Integer.parseInt(args[1]);
            System.out.println("ready");
            while (true) {
                storage.logs().append(batch(batch));
                storage.gateways().insert(SampleGateways.full("h" + batch));
                System.out.println(batch);
                batch++;
            }
        }
    }

    @Test
    void keeps_every_acknowledged_entry_over_repeated_kills(@TempDir Path folder) throws Exception {
        Random random = new Random();
        int acknowledged = 0;
        for (int round = 0; round < 2; round++) {
            int first = acknowledged + 1;

            int last = killAfter(folder, first, random.nextInt(60));

            acknowledged = Math.max(acknowledged, last);
            try (SqlStorage storage = SqlStorage.open(folder)) {
                seeThatAllIsThere(storage, acknowledged);
            }
        }
    }

    private static void seeThatAllIsThere(SqlStorage storage, int acknowledged) {
        Set<LogEntry> kept = new HashSet<>(storage.logs().list(EVERYTHING).items());
        for (int batch = 1; batch <= acknowledged; batch++) {
            assertThat(kept)
                    .containsAll(batch(batch).stream().map(Written::entry).toList());
            assertThat(storage.gateways().find(SampleGateways.address("h" + batch)))
                    .contains(SampleGateways.full("h" + batch));
        }
        for (Written written : batch(acknowledged)) {
            assertThat(storage.logs().payload(written.entry().key())).contains(written.payload());
        }
    }

    /** The last batch that was acknowledged. */
    private static int killAfter(Path folder, int first, int batches) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        Integer.toString(first))
                .redirectError(Files.createTempFile(folder, "victim", ".err").toFile())
                .start();
        int last = 0;
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as("the first line of the victim").isEqualTo("ready");
            String line = out.readLine();
            while (line != null) {
                last = Integer.parseInt(line);
                if (last - first >= batches) {
                    // Not the process itself: that would close its output, and the last lines would be lost.
                    victim.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }

    private static List<Written> batch(int number) {
        return IntStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(i -> {
                    LogEntry entry = SampleLogs.entry(i);
                    return new Written(entry, new LogPayload(SampleLogs.part("asked " + i, true), null));
                })
                .toList();
    }
}
