package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.storage.sql.MasterKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokenCommandTest {
    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    /** What a run of {@code penstock token} wrote, and how it ended. */
    private record Run(int exit, String out, String err) {
        static Run of(Map<String, String> environment, List<String> args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CommandLine line =
                    Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            CommandLine token = Objects.requireNonNull(line.getSubcommands().get("token"));
            token.getSubcommands().values().forEach(command -> {
                CommandLine.Model.CommandSpec place =
                        command.getCommandSpec().mixins().get("place");
                if (place != null && place.userObject() instanceof TokenPlace known) {
                    known.setEnvironment(environment);
                }
            });
            List<String> all = new ArrayList<>(List.of("token"));
            all.addAll(args);
            int exit = line.execute(all.toArray(String[]::new));
            return new Run(exit, out.toString(), err.toString());
        }

        List<String> lines() {
            return out.lines().toList();
        }

        String last() {
            return lines().get(lines().size() - 1);
        }

        String id() {
            return out.substring(0, out.indexOf('\t'));
        }

        JsonNode json() {
            return RunningServer.read(out.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Run run(String... args) {
        return Run.of(Map.of(), List.of(args));
    }

    private static Run asAdministrator(RunningServer server, String... args) {
        return as(RunningServer.TOKEN, server, args);
    }

    private static Run as(String token, RunningServer server, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", server.url()));
        return Run.of(Map.of("PENSTOCK_API_TOKEN", token), all);
    }

    private void startOnce() {
        RunningServer.in(folder, PROVIDER).close();
    }

    private String data() {
        return "--data=" + folder;
    }

    private static int statusAs(RunningServer server, String token) {
        String path = "/client/v4/accounts/" + RunningServer.ACCOUNT + "/ai-gateway/gateways";
        return server.send(server.request(path).header("authorization", "Bearer " + token))
                .status();
    }

    @Nested
    class InAFolder {
        @Test
        void makes_a_token_that_the_server_takes_when_it_starts() {
            startOnce();

            Run made = run("create", "--name", "my token", "--permission", "read,run", data());

            assertThat(made.exit()).as(made.err()).isZero();
            assertThat(made.lines()).hasSize(2);
            assertThat(made.lines().get(0))
                    .matches("[0-9a-f]{32}\tactive\t" + RunningServer.ACCOUNT + "\tread,run\tnever\tmy token");
            assertThat(made.last()).matches("pst_[0-9a-f]{48}");
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                assertThat(statusAs(server, made.last())).isEqualTo(200);
            }
        }

        @Test
        void needs_the_master_key_where_the_folder_has_none() {
            String key = "0c".repeat(32);
            ServerSettings sealed = RunningServer.settings(folder, PROVIDER).withMasterKey(MasterKey.parse(key));
            RunningServer.with(sealed).close();

            Run without = run("list", data());
            Run with = Run.of(Map.of("PENSTOCK_MASTER_KEY", key), List.of("list", data()));

            assertThat(without.exit()).isOne();
            assertThat(without.err()).contains("The master key is missing").contains("PENSTOCK_MASTER_KEY");
            assertThat(with.exit()).as(with.err()).isZero();
        }

        @Test
        void lists_tokens_without_texts_or_hashes() {
            startOnce();
            Run made = run("create", "--name", "ci", "--account", "other", "--expires", "30d", data());

            Run list = run("list", data());

            assertThat(list.lines()).hasSize(2);
            assertThat(list.lines().get(0)).contains("\t(all)\tread,write,run\tnever\tgiven at start");
            assertThat(list.lines().get(1))
                    .startsWith(made.id() + "\tactive\tother\trun\t20")
                    .endsWith("\tci");
            assertThat(list.out()).doesNotContain("pst_").doesNotContainPattern("[0-9a-f]{33}");
            assertThat(run("list", "--account", "other", data()).lines()).hasSize(1);
            assertThat(run("list", "--account", "nobody", data()).out()).isEmpty();
        }

        @Test
        void speaks_json() {
            startOnce();

            JsonNode made = run("create", "--json", "--name=ci", "--all-accounts", "--permission=write", data())
                    .json();
            JsonNode list = run("list", "--json", data()).json();

            assertThat(made.path("token").asText()).startsWith("pst_");
            assertThat(made.path("account").isNull()).isTrue();
            assertThat(made.path("permissions").toString()).isEqualTo("[\"write\"]");
            assertThat(list).hasSize(2);
            assertThat(list.toString()).doesNotContain("\"token\"", "pst_", "hash");
        }

        @Test
        void revokes_a_token() {
            startOnce();
            Run made = run("create", "--name", "ci", data());

            Run revoked = run("revoke", made.id(), data());

            assertThat(revoked.out()).startsWith("Revoked: " + made.id());
            assertThat(run("list", data()).lines()).hasSize(1);
            assertThat(run("revoke", made.id(), data()).err())
                    .startsWith("penstock: there is no token with the id '" + made.id() + "'")
                    .hasLineCount(1);
        }

        @Test
        void points_to_the_running_server_that_holds_the_folder() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                Run refused = run("list", data());

                assertThat(refused.exit()).isEqualTo(1);
                assertThat(refused.err())
                        .startsWith("penstock: a running Penstock uses the data folder " + folder)
                        .contains("--url")
                        .hasLineCount(1);
                assertThat(statusAs(server, RunningServer.TOKEN)).isEqualTo(200);
            }
        }

        @Test
        void makes_no_folder_out_of_a_slip() {
            Path slip = folder.resolve("slip");

            Run refused = run("create", "--name", "ci", "--data", slip.toString());

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).startsWith("penstock: there is no data folder " + slip);
            assertThat(slip).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(strings = {"--expires=soon", "--expires=2001-01-01T00:00:00Z", "--name=", "--account=a/b"})
        void says_what_is_wrong_in_one_line_and_makes_nothing(String flag) {
            startOnce();

            List<String> args = new ArrayList<>(List.of("create", flag, data()));
            if (!flag.startsWith("--name")) {
                args.add("--name=ci");
            }
            Run refused = Run.of(Map.of(), args);

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).startsWith("penstock: ").hasLineCount(1);
            assertThat(run("list", data()).lines()).hasSize(1);
        }
    }

    @Nested
    class AtAServer {
        @Test
        void makes_lists_and_revokes_tokens_while_it_runs() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                Run made = asAdministrator(server, "create", "--name=ci", "--permission=READ", "--expires=12h");
                assertThat(made.exit()).as(made.err()).isZero();
                assertThat(statusAs(server, made.last())).isEqualTo(200);

                assertThat(asAdministrator(server, "list").lines())
                        .anyMatch(line -> line.endsWith("\tgiven at start"))
                        .anyMatch(line -> line.equals(made.lines().get(0)))
                        .hasSize(2);
                assertThat(asAdministrator(server, "list", "--account", "nobody")
                                .out())
                        .isEmpty();

                assertThat(asAdministrator(server, "revoke", made.id()).exit()).isZero();
                assertThat(statusAs(server, made.last())).isEqualTo(403);
                assertThat(asAdministrator(server, "revoke", made.id()).err()).contains("there is no token");
            }
        }

        @Test
        void lets_a_token_of_an_account_manage_that_account() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                String writer = asAdministrator(server, "create", "--name=w", "--permission=write")
                        .last();

                assertThat(as(writer, server, "list").lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line).endsWith("\tw"));
                assertThat(as(writer, server, "create", "--name=r", "--permission=read")
                                .exit())
                        .isZero();
                assertThat(as(writer, server, "create", "--name=r", "--permission=run")
                                .err())
                        .contains("refused (400)", "AI Gateway Run")
                        .hasLineCount(1);
                assertThat(as(writer, server, "create", "--name=r", "--all-accounts")
                                .err())
                        .contains("does not allow this");
            }
        }

        @Test
        void makes_and_revokes_tokens_for_all_accounts() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                Run made = asAdministrator(server, "create", "--name=a", "--all-accounts", "--permission=read");

                assertThat(made.out()).contains("\t(all)\tread\t");
                assertThat(asAdministrator(server, "revoke", made.id()).exit()).isZero();
                assertThat(statusAs(server, made.last())).isEqualTo(403);
            }
        }

        @Test
        void asks_which_account_when_there_are_several() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                asAdministrator(server, "create", "--name=o", "--account=other");

                assertThat(asAdministrator(server, "create", "--name=ci").err())
                        .contains("2 accounts", "--account")
                        .hasLineCount(1);
            }
        }

        @Test
        void says_what_is_missing() {
            assertThat(run("list", "--url=http://127.0.0.1:1").err()).contains("set PENSTOCK_API_TOKEN");
            assertThat(Run.of(Map.of("PENSTOCK_API_TOKEN", "x"), List.of("list", "--url=http://127.0.0.1:1"))
                            .err())
                    .contains("no Penstock answers at http://127.0.0.1:1")
                    .hasLineCount(1);
            assertThat(run("list", "--url=http://a.example", data()).err()).contains("name one");
            assertThat(run("list", "--url=nonsense").err()).contains("PENSTOCK_API_TOKEN");
        }

        @Test
        void repeats_no_token_that_the_server_does_not_know() {
            try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
                Run refused = as("pst_wrong-canary", server, "list");

                assertThat(refused.exit()).isEqualTo(1);
                assertThat(refused.err()).contains("is not valid").doesNotContain("canary");
            }
        }
    }

    @Nested
    class Helping {
        @ParameterizedTest
        @CsvSource({
            "create, --name --account --all-accounts --permission --expires --data --url --json",
            "list, --account --data --url --json",
            "revoke, ID --data --url --json"
        })
        void explains_every_flag(String command, String words) {
            assertThat(run(command, "--help").out())
                    .contains("Usage: penstock token " + command)
                    .contains(words.split(" "));
        }

        @Test
        void names_the_commands() {
            assertThat(run("--help").out()).contains("create", "list", "revoke");
            assertThat(run().exit()).isEqualTo(2);
            assertThat(run("create").err()).contains("--name");
            assertThat(run("create", "--name=a", "--permission=all").err()).contains("--permission");
        }
    }

    @ParameterizedTest
    @CsvSource({"30d, P30D", "12h, PT12H", "90m, PT90M", "1970-01-02T01:00:00+01:00, P1D"})
    void reads_times_as_people_write_them(String text, Duration after) {
        assertThat(Expiry.of(text, Instant.EPOCH)).isEqualTo(Instant.EPOCH.plus(after));
    }
}
