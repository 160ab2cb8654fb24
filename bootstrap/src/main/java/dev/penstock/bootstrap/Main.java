package dev.penstock.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "penstock",
        description = "A self-hosted AI gateway.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ServeCommand.class,
            TokenCommand.class,
            FakeProviderCommand.class,
            ExamCommand.class,
            TrainCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        int exit = commandLine().execute(args.length == 0 ? new String[] {"help"} : args);
        // Zero after "serve" only means that the server runs: its event loops keep the process alive.
        if (exit != CommandLine.ExitCode.OK) {
            System.exit(exit);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (Reasons.isForTheOperator(failure)) {
                command.getErr().println("penstock: " + Reasons.of(failure));
            } else {
                LOG.error("penstock failed to start, which is a bug", failure);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Penstock " + (version == null ? "(not packaged)" : version)};
        }
    }
}
