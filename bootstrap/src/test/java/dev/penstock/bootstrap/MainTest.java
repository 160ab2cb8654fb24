package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    /** What a run of the command line wrote, and how it ended. */
    private record Run(int exit, String out, String err) {
        static Run of(String... args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int exit = Main.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(args);
            return new Run(exit, out.toString(), err.toString());
        }
    }

    @Nested
    class Helping {
        @ParameterizedTest
        @ValueSource(strings = {"help", "--help", "-h"})
        void names_the_commands(String word) {
            Run run = Run.of(word);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains("Usage: penstock", "serve", "Start the gateway.", "fake-provider", "help");
            assertThat(run.err()).isEmpty();
        }

        static Stream<Arguments> commands() {
            return Stream.of(
                    Arguments.of(
                            "serve",
                            List.of("--host", "--port", "--data", "--config", "--provider", "--prices", "--demo")),
                    Arguments.of("fake-provider", List.of("--port", "--latency", "--chunks", "--chunk-delay")),
                    Arguments.of(
                            "exam",
                            List.of("--route", "--url", "--only", "--full", "--timeout", "--json", "--markdown")));
        }

        @ParameterizedTest
        @MethodSource("commands")
        void explains_every_flag_of_a_command(String command, List<String> flags) {
            Run run = Run.of("help", command);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains(flags).contains("Usage: penstock " + command);
            CommandLine line =
                    Objects.requireNonNull(Main.commandLine().getSubcommands().get(command));
            assertThat(line.getCommandSpec().options()).allSatisfy(option -> {
                assertThat(run.out()).contains(option.longestName());
                assertThat(option.description()).as(option.longestName()).isNotEmpty();
            });
            assertThat(Run.of(command, "--help").out()).isEqualTo(run.out());
        }

        @Test
        void tells_the_defaults_and_the_environment() {
            assertThat(Run.of("help", "serve").out())
                    .contains("127.0.0.1", "8787", "penstock-data", "PENSTOCK_ACCOUNT_ID", "PENSTOCK_API_TOKEN");
            assertThat(Run.of("help", "fake-provider").out()).contains("9001", "16");
        }

        @Test
        void tells_the_version() {
            Run run = Run.of("--version");

            assertThat(run.exit()).isZero();
            assertThat(run.out()).startsWith("Penstock ");
        }
    }

    @Nested
    class Refusing {
        @Test
        void names_the_nearest_flag_for_an_unknown_one() {
            Run run = Run.of("serve", "--provide", "openai=http://127.0.0.1:1");

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("Unknown option", "'--provide'", "Possible solutions: --provider");
            assertThat(run.out()).isEmpty();
        }

        @Test
        void does_not_know_other_commands() {
            Run run = Run.of("sevre");

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("sevre", "serve");
        }

        @Test
        void says_an_operators_slip_in_one_line(@TempDir Path folder) {
            Path missing = folder.resolve("missing.yaml");

            Run run = Run.of("serve", "--config", missing.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("penstock: the config file " + missing + " cannot be read")
                    .hasLineCount(1);
        }

        @Test
        void says_which_provider_was_meant(@TempDir Path folder) {
            Run run = Run.of("serve", "--data", folder.toString(), "--provider", "opnai=http://127.0.0.1:1");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("there is no provider 'opnai'; did you mean 'openai'?");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void says_that_the_fake_providers_port_is_taken() throws IOException {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Run run = Run.of("fake-provider", "--port", Integer.toString(taken.getLocalPort()));

                assertThat(run.exit()).isEqualTo(1);
                assertThat(run.err())
                        .startsWith("penstock: the fake provider cannot listen on port " + taken.getLocalPort())
                        .contains("in use")
                        .hasLineCount(1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"--port=70000", "--latency=-1", "--chunk-delay=-1", "--chunks=0"})
        void checks_what_the_fake_provider_is_told(String flag) {
            Run run = Run.of("fake-provider", flag);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("penstock: ").hasLineCount(1);
        }
    }
}
