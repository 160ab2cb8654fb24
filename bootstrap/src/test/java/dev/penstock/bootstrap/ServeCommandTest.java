package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeCommandTest {
    private static final Map<String, String> SILENT = Map.of();

    @TempDir
    private Path folder = Path.of("");

    private static ServerSettings settings(Map<String, String> environment, String... flags) {
        ServeCommand command = new ServeCommand();
        new CommandLine(command).parseArgs(flags);
        return command.settings(environment);
    }

    private String config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("penstock.yaml"), yaml).toString();
    }

    @Nested
    class Deciding {
        @Test
        void has_a_default_for_everything() {
            assertThat(settings(SILENT)).isEqualTo(ServerSettings.DEFAULTS);
            assertThat(ServerSettings.DEFAULTS.listener()).isEqualTo(new ServerSettings.Listener("127.0.0.1", 8787));
            assertThat(ServerSettings.DEFAULTS.data()).isEqualTo(Path.of("penstock-data"));
        }

        @Test
        void what_the_file_says_about_the_cache_outlives_flags_and_environment() throws IOException {
            assertThat(settings(SILENT, "--config", config("cache: {max_bytes: 7}"), "--port", "0")
                            .cache())
                    .isEqualTo(new CacheSettings(7, false));
        }

        @Test
        void what_the_file_says_about_the_conduct_outlives_flags_and_environment() throws IOException {
            String file = config("conduct: {stall_timeout: 7}");

            assertThat(settings(SILENT, "--config", file, "--port", "0")
                            .conduct()
                            .defaults()
                            .stall())
                    .isEqualTo(Duration.ofMillis(7));
        }

        @Test
        void lets_the_api_name_private_addresses_only_when_flag_or_file_says_so() throws IOException {
            String allowing = config("egress: {allow_private: true}");

            assertThat(settings(SILENT).allowPrivateEgress()).isFalse();
            assertThat(settings(SILENT, "--allow-private-egress").allowPrivateEgress())
                    .isTrue();
            assertThat(settings(Map.of("PENSTOCK_ACCOUNT_ID", "a"), "--config", allowing, "--provider=openai=http://a")
                            .allowPrivateEgress())
                    .isTrue();
            assertThat(settings(SILENT, "--config", config("egress: {}")).allowPrivateEgress())
                    .isFalse();
        }

        @Test
        void takes_every_flag() {
            ServerSettings settings = settings(
                    SILENT,
                    "--host=::1",
                    "--port=0",
                    "--data=elsewhere",
                    "--prices=prices.json",
                    "--provider=openai=http://127.0.0.1:9001/v1/",
                    "--provider",
                    "groq=http://127.0.0.1:9002",
                    "--demo");

            assertThat(settings)
                    .isEqualTo(new ServerSettings(
                            new ServerSettings.Listener("::1", 0),
                            Path.of("elsewhere"),
                            null,
                            null,
                            Path.of("prices.json"),
                            null,
                            Map.of(
                                    new ProviderId("openai"),
                                            ProviderSettings.NONE.withBaseUrl("http://127.0.0.1:9001/v1"),
                                    new ProviderId("groq"), ProviderSettings.NONE.withBaseUrl("http://127.0.0.1:9002")),
                            true));
        }

        @Test
        void lets_flags_win_over_the_file_one_by_one() throws IOException {
            String file = config("""
                    listen: 0.0.0.0:9000
                    data: from-file
                    prices: prices-from-file
                    public_url: http://public.example
                    providers: {openai: {base_url: 'http://file.example'}, groq: {base_url: 'http://file.example'}}
                    """);

            ServerSettings settings =
                    settings(SILENT, "--config", file, "--port=1", "--provider=openai=http://flag.example");

            assertThat(settings.listener()).isEqualTo(new ServerSettings.Listener("0.0.0.0", 1));
            assertThat(settings.data()).isEqualTo(Path.of("from-file"));
            assertThat(settings.prices()).isEqualTo(Path.of("prices-from-file"));
            assertThat(settings.publicUrl()).isEqualTo("http://public.example");
            assertThat(settings.providers())
                    .containsEntry(new ProviderId("openai"), ProviderSettings.NONE.withBaseUrl("http://flag.example"))
                    .containsEntry(new ProviderId("groq"), ProviderSettings.NONE.withBaseUrl("http://file.example"));
            assertThat(settings(SILENT, "--config", file, "--host=::1", "--data=d", "--prices=p"))
                    .returns(new ServerSettings.Listener("::1", 9000), ServerSettings::listener)
                    .returns(Path.of("d"), ServerSettings::data)
                    .returns(Path.of("p"), ServerSettings::prices);
        }

        @Test
        void lets_the_environment_win_over_the_file() throws IOException {
            String file = config("account: from-file");
            Map<String, String> environment =
                    Map.of("PENSTOCK_ACCOUNT_ID", "from-environment", "PENSTOCK_API_TOKEN", "sixteen-or-more-");

            assertThat(settings(SILENT, "--config", file).account()).isEqualTo(new AccountId("from-file"));
            assertThat(settings(environment, "--config", file))
                    .returns(new AccountId("from-environment"), ServerSettings::account)
                    .returns(new Secret("sixteen-or-more-"), ServerSettings::token);
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @ValueSource(strings = {"--port=x", "--port", "--prot=1", "--provider=openai", "--provider", "extra"})
        void knows_its_flags(String flag) {
            assertThatExceptionOfType(CommandLine.ParameterException.class).isThrownBy(() -> settings(SILENT, flag));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"--port=-1", "--port=65536", "--provider=openai=nowhere", "--provider=Open AI=http://a"})
        void checks_values(String flag) {
            assertThatIllegalArgumentException().isThrownBy(() -> settings(SILENT, flag));
        }
    }
}
