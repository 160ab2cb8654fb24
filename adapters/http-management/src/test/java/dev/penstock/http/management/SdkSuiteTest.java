package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.domain.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official SDK against this server; what it does stands in {@code src/test/sdk}. */
class SdkSuiteTest {
    private static final Path SUITE = Path.of("src/test/sdk");
    private static final int LOGS = 45;

    private final Server server = new Server();

    @TempDir
    private Path temporary;

    @BeforeEach
    void log() {
        server.runner.start();
        server.post("/gateways", SampleGateways.gateway("main"));
        for (int i = 1; i <= LOGS; i++) {
            server.logs.append(List.of(SampleLogs.row(
                    inJson(SampleLogs.full(i, "m")), SampleLogs.part("{\"ask\":1}"), SampleLogs.part("{\"say\":2}"))));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_management_sdk_works_when_its_base_url_and_token_are_changed() throws Exception {
        boolean found = answers("node", "--version") && answers("npm", "--version");
        if (Boolean.parseBoolean(System.getenv("PENSTOCK_NEEDS_NODE"))) {
            assertThat(found).as("Node.js 20 or newer with npm is installed").isTrue();
        }
        assumeTrue(found, "the SDK suite needs Node.js 20 or newer with npm");
        if (!isInstalled()) {
            succeeds(5, List.of("npm", "ci", "--silent", "--ignore-scripts"));
        }

        String report = succeeds(2, List.of("node", "--test", "--test-reporter=spec"));

        // Node calls it a success when it finds no tests.
        assertThat(report).containsPattern("pass [1-9]").contains("skipped 0").contains("todo 0");
    }

    /** The SDK has a hundred megabytes of files, so it is installed once for each lock file. */
    private static boolean isInstalled() throws IOException {
        Path lock = SUITE.resolve("package-lock.json");
        Path installed = SUITE.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) > 0;
    }

    private String succeeds(int minutes, List<String> command) throws IOException, InterruptedException {
        Path output = temporary.resolve(command.get(0));
        Process process = start(command, output);
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue())
                .as("%s%n%s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    private boolean answers(String... command) throws InterruptedException {
        try {
            return start(List.of(command), temporary.resolve("version")).waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SUITE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PENSTOCK_URL",
                        server.origin(),
                        "PENSTOCK_ACCOUNT",
                        Server.ACCOUNT,
                        "PENSTOCK_TOKEN",
                        Server.TOKEN,
                        "PENSTOCK_LOGGED_GATEWAY",
                        "main"));
        return builder.start();
    }

    private static LogEntry inJson(LogEntry entry) {
        return new LogEntry(
                entry.key(),
                entry.createdAt(),
                entry.call(),
                entry.outcome(),
                entry.spend(),
                entry.caller(),
                new LogEntry.Content("application/json", "application/json", 9, 9),
                entry.notes());
    }
}
