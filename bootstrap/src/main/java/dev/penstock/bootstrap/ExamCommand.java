package dev.penstock.bootstrap;

import dev.penstock.bootstrap.exam.Exam;
import dev.penstock.bootstrap.exam.Exams;
import dev.penstock.bootstrap.exam.Pace;
import dev.penstock.bootstrap.exam.Result;
import dev.penstock.bootstrap.exam.Scorecard;
import dev.penstock.bootstrap.exam.Scorecards;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock exam}: puts sixteen faults of providers before a gateway, and prints a scorecard. */
@Command(
        name = "exam",
        description = "Put sixteen faults of providers before a gateway, and print a scorecard.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --route and --url, a Penstock is started for the exam, and examined through a dynamic route and through",
            "universal steps. Everything stays on loopback. Ends with 0 only if every fault is passed."
        })
final class ExamCommand implements Callable<Integer> {
    private static final int FAULTS = 16;
    private static final int SHORT_MINUTES = 5;
    private static final int FULL_MINUTES = 60;
    private static final String STANDARD_OUTPUT = "-";

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--route",
            paramLabel = "FILE",
            description = "Examine this drawing of a route (name and elements).")
    private @Nullable Path route;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Examine any gateway with OpenAI's chat completions below this URL.")
    private @Nullable String url;

    @Option(names = "--model", paramLabel = "NAME", description = "Model to ask --url for (default: ${DEFAULT-VALUE}).")
    private String model = "gpt-4o-mini";

    @Option(names = "--key", paramLabel = "KEY", description = "Bearer token for --url.")
    private @Nullable String key;

    @Option(
            names = "--primary-port",
            paramLabel = "PORT",
            description = "Port of the provider that fails, with --url (default: ${DEFAULT-VALUE}).")
    private int primaryPort = 9101;

    @Option(
            names = "--fallback-port",
            paramLabel = "PORT",
            description = "Port of the healthy provider, with --url (default: ${DEFAULT-VALUE}).")
    private int fallbackPort = 9102;

    @Option(names = "--only", paramLabel = "N", split = ",", description = "Only these faults, such as 6,8.")
    private List<Integer> only = new ArrayList<>();

    @Option(names = "--full", description = "Take the catalogue's times rather than a tenth of them.")
    private boolean full;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For everything together (default: 300; 3600 with --full).")
    private @Nullable Integer timeout;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            description = "Write the scorecard as JSON, to standard output in place of the table if there is no FILE.")
    private @Nullable String json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the scorecard as Markdown, too.")
    private @Nullable Path markdown;

    private final AtomicInteger over = new AtomicInteger();

    @Override
    public Integer call() {
        if (route != null && url != null) {
            throw new IllegalArgumentException("--route and --url exclude each other");
        }
        Scorecard card = take();
        write(card);
        return card.passed() ? 0 : 1;
    }

    private Scorecard take() {
        Pace pace = full ? Pace.FULL : Pace.SHORT;
        Duration limit =
                timeout == null ? Duration.ofMinutes(full ? FULL_MINUTES : SHORT_MINUTES) : Duration.ofSeconds(timeout);
        Exam exam = new Exam(pace, faults(), limit, this::tell);
        if (url != null) {
            List<Integer> ports = List.of(primaryPort, fallbackPort);
            return Exams.ofUrl(exam, pace, BaseUrls.checked(url), model, key, ports, this::say);
        }
        try (TemporaryFolder folder = TemporaryFolder.named("penstock-exam")) {
            return route == null
                    ? Exams.ofPenstock(exam, pace, folder.path(), ExamServer::start)
                    : Exams.ofRoute(exam, pace, route, folder.path(), ExamServer::start);
        }
    }

    private List<Integer> faults() {
        List<Integer> all = IntStream.rangeClosed(1, FAULTS).boxed().toList();
        if (!all.containsAll(only)) {
            throw new IllegalArgumentException("--only takes numbers from 1 to " + FAULTS);
        }
        return only.isEmpty() ? all : only;
    }

    private void tell(Result result) {
        say("%4d  %-7s  %s: %s, %s"
                .formatted(
                        over.incrementAndGet(),
                        result.verdict().grade(),
                        result.run(),
                        result.verdict().manner(),
                        result.verdict().reason()));
    }

    private synchronized void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private void write(Scorecard card) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(STANDARD_OUTPUT.equals(json) ? Scorecards.json(card) : Scorecards.text(card));
        out.flush();
        if (json != null && !STANDARD_OUTPUT.equals(json)) {
            write(Path.of(json), Scorecards.json(card));
        }
        if (markdown != null) {
            write(markdown, Scorecards.markdown(card));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
