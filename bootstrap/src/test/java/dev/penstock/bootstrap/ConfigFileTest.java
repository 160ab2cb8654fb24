package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.application.inference.ConductSettings;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    private Path folder = Path.of("");

    private ServerSettings read(String yaml) throws IOException {
        return ConfigFile.read(
                Files.writeString(folder.resolve("penstock.yaml"), yaml), Map.of("OPENAI_KEY", "sk-from-environment"));
    }

    private void assertRefuses(String yaml, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .satisfies(refusal -> assertThat(refusal).message().contains(words));
    }

    @Nested
    class Reading {
        @Test
        void takes_every_key() throws IOException {
            ServerSettings settings = read("""
                    listen: 0.0.0.0:9000
                    data: /srv/penstock
                    account: 0123456789abcdef0123456789abcdef
                    prices: /srv/prices.json
                    public_url: https://gateway.example/ai/
                    providers:
                      openai:
                        base_url: http://127.0.0.1:9001/v1/
                      anthropic:
                        base_url: https://claude.example
                    """);

            assertThat(settings)
                    .isEqualTo(new ServerSettings(
                            new ServerSettings.Listener("0.0.0.0", 9000),
                            Path.of("/srv/penstock"),
                            new AccountId("0123456789abcdef0123456789abcdef"),
                            null,
                            Path.of("/srv/prices.json"),
                            "https://gateway.example/ai",
                            Map.of(
                                    new ProviderId("openai"),
                                            ProviderSettings.NONE.withBaseUrl("http://127.0.0.1:9001/v1"),
                                    new ProviderId("anthropic"),
                                            ProviderSettings.NONE.withBaseUrl("https://claude.example")),
                            false));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "# nothing yet\n",
                    "---\n",
                    "listen:\ndata:\naccount:\nprices:\npublic_url:\nproviders:\n",
                    "data: ''",
                    "{}"
                })
        void leaves_the_defaults_where_nothing_is_said(String yaml) throws IOException {
            assertThat(read(yaml)).isEqualTo(ServerSettings.DEFAULTS);
        }

        @Test
        void takes_an_operators_key_from_the_file_or_from_the_environment() throws IOException {
            ServerSettings settings = read("""
                    providers:
                      openai: {api_key_env: OPENAI_KEY, base_url: 'http://127.0.0.1:1'}
                      groq: {api_key: gsk-1}
                    """);

            assertThat(settings.providers())
                    .isEqualTo(Map.of(
                            new ProviderId("openai"),
                            new ProviderSettings("http://127.0.0.1:1", new Secret("sk-from-environment")),
                            new ProviderId("groq"),
                            new ProviderSettings(null, new Secret("gsk-1"))));
            assertThat(settings.toString()).doesNotContain("sk-from", "gsk-1");
        }

        @Test
        void takes_what_is_said_about_the_cache() throws IOException {
            assertThat(read("cache: {max_bytes: 1048576, single_flight: true}").cache())
                    .isEqualTo(new CacheSettings(1_048_576, true));
            assertThat(read("cache: {single_flight: true}").cache())
                    .isEqualTo(new CacheSettings(32 * 1024 * 1024, true));
            assertThat(read("cache: {max_bytes: 0}").cache()).isEqualTo(new CacheSettings(0, false));
            assertThat(read("cache:\n").cache()).isEqualTo(CacheSettings.DEFAULTS);
        }

        @Test
        void takes_what_is_said_about_the_conduct_under_faults() throws IOException {
            ConductSettings all = read("""
                            conduct:
                              rescue: restart
                              first_token_timeout: 2000
                              stall_timeout: 15000
                              breaker:
                                failures: 3
                                cooldown: 500
                            """).conduct();

            assertThat(all)
                    .isEqualTo(new ConductSettings(
                            new ConductOptions(Rescue.RESTART, Duration.ofSeconds(2), Duration.ofSeconds(15)),
                            new BreakerRule(3, Duration.ofMillis(500))));
            assertThat(read("conduct: {rescue: off}").conduct().defaults())
                    .isEqualTo(new ConductOptions(Rescue.OFF, null, null));
            assertThat(read("conduct: {rescue: 'off'}").conduct().defaults())
                    .isEqualTo(new ConductOptions(Rescue.OFF, null, null));
            assertThat(read("conduct: {breaker: {cooldown: 1}}").conduct().breaker())
                    .isEqualTo(new BreakerRule(5, Duration.ofMillis(1)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"conduct:\n", "conduct: {}", "conduct: {breaker: , stall_timeout: }"})
        void has_five_failures_and_ten_seconds_where_nothing_is_said_about_the_conduct(String yaml) throws IOException {
            assertThat(read(yaml).conduct())
                    .isEqualTo(new ConductSettings(ConductOptions.NONE, new BreakerRule(5, Duration.ofSeconds(10))));
        }

        @Test
        void takes_json_too() throws IOException {
            assertThat(read("{\"data\": \"elsewhere\"}").data()).isEqualTo(Path.of("elsewhere"));
        }

        @Test
        void keeps_digits_in_quotes_as_they_are() throws IOException {
            AccountId digits =
                    read("account: '00000000000000000000000000000e10'").account();

            assertThat(digits).isEqualTo(new AccountId("00000000000000000000000000000e10"));
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource({"lisen, listen", "price, prices", "acount, account", "Data, data", "publicUrl, public_url"})
        void names_the_nearest_key_for_an_unknown_one(String typed, String meant) {
            assertRefuses(typed + ": x", "unknown key '" + typed + "'", "did you mean '" + meant + "'?");
        }

        @Test
        void wants_one_operators_key_for_a_provider_and_wants_it_there() {
            assertRefuses("providers: {groq: {api_key_env: NOT_SET}}", "providers.groq.api_key_env", "is not set");
            assertRefuses("providers: {groq: {api_key_env: OPENAI_KEY, api_key: x}}", "has both");
            assertRefuses("providers: {groq: {api_key: 012}}", "'providers.groq.api_key' in quotes");
        }

        @Test
        void names_the_whole_path_of_an_unknown_key_below_a_provider() {
            assertRefuses(
                    "providers:\n  openai:\n    baseurl: http://127.0.0.1:1",
                    "unknown key 'providers.openai.baseurl'",
                    "did you mean 'providers.openai.base_url'?");
        }

        @ParameterizedTest
        @ValueSource(strings = {"storage", "redis", "log"})
        void says_that_a_key_is_not_built_yet(String key) {
            assertRefuses(key + ": {}", "'" + key + "' is not built yet");
        }

        @ParameterizedTest
        @ValueSource(strings = {"listen: [1]", "data: {a: b}", "account: [a]", "prices: {}", "public_url: []"})
        void wants_single_values(String yaml) {
            assertRefuses(yaml, "needs a single value", yaml.substring(0, yaml.indexOf(':')));
        }

        @Test
        void wants_a_switch_for_private_egress() {
            assertRefuses("egress: {allow_private: maybe}", "'egress.allow_private' needs true or false");
            assertRefuses("egress: {alow_private: true}", "did you mean 'egress.allow_private'?");
            assertRefuses("egress: yes", "needs keys and values below egress");
        }

        @Test
        void wants_bytes_and_a_switch_for_the_cache() {
            assertRefuses("cache: {max_bytes: much}", "'cache.max_bytes' needs a number of bytes");
            assertRefuses("cache: {max_bytes: -1}", "'cache.max_bytes' needs a number of bytes");
            assertRefuses("cache: {max_bytes: 1.5}", "'cache.max_bytes' needs a number of bytes");
            assertRefuses("cache: {max_bytes: 99999999999999999999}", "'cache.max_bytes' needs a number of bytes");
            assertRefuses("cache: {single_flight: maybe}", "'cache.single_flight' needs true or false");
            assertRefuses("cache: {maxbytes: 1}", "did you mean 'cache.max_bytes'?");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{rescue: maybe} | 'conduct.rescue' needs off, restart or continue",
                    "{rescue: on} | 'conduct.rescue' needs off, restart or continue",
                    "{rescue: [off]} | 'conduct.rescue' needs off, restart or continue",
                    "{first_token_timeout: 0} | 'conduct.first_token_timeout' needs a number of ms, 1 to 86400000",
                    "{stall_timeout: 86400001} | 'conduct.stall_timeout' needs a number of ms, 1 to 86400000",
                    "{stall_timeout: '30'} | 'conduct.stall_timeout' needs a number of ms, 1 to 86400000",
                    "{stall_timeout: 1.5} | 'conduct.stall_timeout' needs a number of ms, 1 to 86400000",
                    "{breaker: {failures: 0}} | 'conduct.breaker.failures' needs a number, 1 to 1000000",
                    "{breaker: {cooldown: 99999999999}} | 'conduct.breaker.cooldown' needs a number of ms, 1 to 86400000",
                    "{breaker: 5} | needs keys and values below conduct.breaker",
                    "{breaker: {coldown: 5}} | did you mean 'conduct.breaker.cooldown'?",
                    "{stal_timeout: 5} | did you mean 'conduct.stall_timeout'?",
                    "off | needs keys and values below conduct",
                })
        void wants_words_and_numbers_within_bounds_for_the_conduct(String conduct, String complaint) {
            assertRefuses("conduct: " + conduct, complaint);
        }

        @ParameterizedTest
        @ValueSource(strings = {"providers: openai", "providers: [openai]", "providers: {openai: here}"})
        void wants_keys_and_values_below_providers(String yaml) {
            assertRefuses(yaml, "needs keys and values below providers");
        }

        @ParameterizedTest
        @ValueSource(strings = {"just text", "[a, b]", "7"})
        void wants_keys_and_values_at_the_top(String yaml) {
            assertRefuses(yaml, "needs keys and values");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"data: [", "data: a\n\tlisten: 1", "data: 'open", "data: a\ndata: b", "data: a\n---\ndata: b"
                })
        void says_which_file_is_not_yaml_or_says_a_thing_twice(String yaml) {
            assertRefuses(yaml, "penstock.yaml cannot be read: ");
        }

        @Test
        void says_which_file_is_missing() {
            Path missing = folder.resolve("missing.yaml");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfigFile.read(missing, Map.of()))
                    .withMessageContaining("the config file " + missing + " cannot be read");
        }

        @ParameterizedTest
        @ValueSource(strings = {"12345678901234567890123456789012", "01234567", "1234567890123456789012345678e123"})
        void wants_quotes_around_an_account_that_yaml_takes_for_a_number(String account) {
            assertRefuses("account: " + account, "'account' in quotes");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "account: two words",
                    "public_url: gateway.example",
                    "providers: {openai: {base_url: 'ftp://127.0.0.1'}}",
                    "providers: {Open AI: {base_url: 'http://127.0.0.1'}}"
                })
        void checks_values_as_it_does_those_of_flags(String yaml) {
            assertThatIllegalArgumentException().isThrownBy(() -> read(yaml));
        }
    }

    @Nested
    class Listening {
        @ParameterizedTest
        @CsvSource({
            "8787, 127.0.0.1, 8787",
            "0, 127.0.0.1, 0",
            "127.0.0.1:65535, 127.0.0.1, 65535",
            "0.0.0.0:80, 0.0.0.0, 80",
            "localhost:9000, localhost, 9000",
            "[::1]:8787, ::1, 8787",
            "[::]:0, ::, 0",
            "[fe80::1%eth0]:1, fe80::1%eth0, 1"
        })
        void knows_where(String text, String host, int port) {
            assertThat(ConfigFile.listener(text)).isEqualTo(new ServerSettings.Listener(host, port));
        }

        @Test
        void is_on_loopback_unless_told_otherwise() {
            assertThat(ConfigFile.listener(null)).isEqualTo(new ServerSettings.Listener("127.0.0.1", 8787));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", "host", "host:", ":80", "::1", "::1:80", "[::1]", "[::1:80", "a b:80", "h:80:90", "-1", "h:-1",
                    "h:8x"
                })
        void refuses_what_could_mean_two_things(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfigFile.listener(text))
                    .withMessageContaining("'listen: " + text + "'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"65536", "127.0.0.1:99999"})
        void refuses_ports_that_there_are_not(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfigFile.listener(text))
                    .withMessageContaining("not a port");
        }
    }
}
