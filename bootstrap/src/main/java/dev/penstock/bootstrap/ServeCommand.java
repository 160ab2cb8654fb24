package dev.penstock.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock serve}: starts the gateway and returns once it serves. Flags win over the environment, which wins over the file. */
@Command(
        name = "serve",
        description = "Start the gateway.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Environment: PENSTOCK_ACCOUNT_ID, PENSTOCK_API_TOKEN (both are made and kept when absent);",
            "PENSTOCK_MASTER_KEY: 32 random bytes in hexadecimal digits or base64, with which stored secrets are sealed",
            "(else made and kept in the data folder, as master.key).",
            "Everything has a default that works; the gateway listens on loopback unless told otherwise."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, 0 for any (default: 8787).")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of everything that is kept (default: penstock-data).")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with the same words as these flags.")
    private @Nullable Path config;

    @Option(
            names = "--provider",
            paramLabel = "SLUG=BASE_URL",
            description = "Send a provider's traffic elsewhere, such as openai=http://127.0.0.1:9001/v1. Repeatable.")
    private Map<String, String> providers = new LinkedHashMap<>();

    @Option(names = "--prices", paramLabel = "FILE", description = "Price table in place of the shipped one.")
    private @Nullable Path prices;

    @Option(names = "--allow-private-egress", description = "Let custom providers be in private networks, too.")
    private boolean allowPrivateEgress;

    @Option(
            names = "--demo",
            description = "Start a fake provider too, make a gateway 'demo' and print commands to try.")
    private boolean demo;

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Start.serve(
                settings(System.getenv()),
                out,
                stop -> Runtime.getRuntime().addShutdownHook(new Thread(stop, "penstock-stop")));
        return 0;
    }

    ServerSettings settings(Map<String, String> environment) {
        ServerSettings fromFile = config == null ? ServerSettings.DEFAULTS : ConfigFile.read(config, environment);
        return withFlags(Environment.over(fromFile, environment));
    }

    private ServerSettings withFlags(ServerSettings base) {
        ServerSettings.Listener listener = new ServerSettings.Listener(
                host != null ? host : base.listener().host(),
                port != null ? port : base.listener().port());
        ServerSettings settings = new ServerSettings(
                listener,
                data != null ? data : base.data(),
                base.account(),
                base.token(),
                prices != null ? prices : base.prices(),
                base.publicUrl(),
                base.providers(),
                demo,
                base.masterKey(),
                allowPrivateEgress || base.allowPrivateEgress(),
                base.cache(),
                base.conduct());
        for (Map.Entry<String, String> moved : providers.entrySet()) {
            settings = settings.withBaseUrl(BaseUrls.provider(moved.getKey()), BaseUrls.checked(moved.getValue()));
        }
        return settings;
    }
}
