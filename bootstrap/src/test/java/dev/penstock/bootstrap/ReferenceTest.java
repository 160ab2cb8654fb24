package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.providers.CatalogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The reference pages say what the code does. */
class ReferenceTest {
    @Test
    void lists_every_provider_with_its_names_addresses_and_prefix() {
        String page = page("providers.md");

        assertThat(CatalogFile.shipped().all()).isNotEmpty().allSatisfy(provider -> {
            String row = row(page, "`" + provider.id().slug() + "`");
            assertThat(row).contains(provider.displayName());
            assertThat(provider.aliases()).allSatisfy(alias -> assertThat(row).contains("`" + alias + "`"));
            assertThat(provider.rules()).allSatisfy(rule -> assertThat(row).contains(written(rule)));
            Provider.Unified unified = provider.unified();
            assertThat(row).endsWith(unified == null ? "| - |" : "| `" + unified.prefix() + "` |");
        });
    }

    private static String written(UpstreamRule rule) {
        return "`%s` → `%s/%s`".formatted(rule.match(), rule.base(), rule.path());
    }

    @Test
    void lists_every_flag_of_serve() {
        String page = page("configuration.md");
        CommandLine serve =
                Objects.requireNonNull(Main.commandLine().getSubcommands().get("serve"));

        assertThat(serve.getCommandSpec().options())
                .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
                .isNotEmpty()
                .extracting(OptionSpec::longestName)
                .allSatisfy(flag -> assertThat(page).contains("`" + flag));
    }

    @Test
    void lists_every_flag_of_the_token_commands() {
        String page = page("tokens.md");
        CommandLine token =
                Objects.requireNonNull(Main.commandLine().getSubcommands().get("token"));

        assertThat(token.getSubcommands().values())
                .flatExtracting(command -> command.getCommandSpec().options())
                .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
                .isNotEmpty()
                .extracting(OptionSpec::longestName)
                .allSatisfy(flag -> assertThat(page).contains("`" + flag));
    }

    @Test
    void lists_every_flag_of_exam() {
        String page = page("exam.md");
        CommandLine exam =
                Objects.requireNonNull(Main.commandLine().getSubcommands().get("exam"));

        assertThat(exam.getCommandSpec().options())
                .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
                .isNotEmpty()
                .extracting(OptionSpec::longestName)
                .allSatisfy(flag -> assertThat(page).contains("`" + flag));
    }

    private static String row(String page, String start) {
        return Arrays.stream(page.split("\n"))
                .filter(line -> line.startsWith("| " + start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + start));
    }

    private static String page(String name) {
        try {
            return Files.readString(Path.of("..", "docs", "reference", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
