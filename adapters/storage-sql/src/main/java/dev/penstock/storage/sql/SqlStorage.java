package dev.penstock.storage.sql;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.AccountStore;
import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.port.SpendStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Everything this server keeps, in the files of one data folder. Settings survive a power cut; logs survive the end of the
 * process, and a power cut may take the last moments of them. For one process at a time, and any number of threads.
 */
public final class SqlStorage implements AutoCloseable {
    // Measured: the sizes at which an append costs least, with payloads of a few kilobytes.
    private static final int CONTROL_PAGE = 4 * 1024;
    private static final int ROW_PAGE = 8 * 1024;
    private static final int PAYLOAD_PAGE = 16 * 1024;

    // The newest migration of each file. MigrationsTest looks whether there is a newer one.
    static final int CONTROL_SCHEMA = 7;
    static final int ROW_SCHEMA = 4;
    static final int PAYLOAD_SCHEMA = 1;

    /** What is opened here, to be closed in the opposite order. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> open = new ArrayDeque<>();
    private final GatewayStore gateways;
    private final AccessStore access;
    private final AccountStore accounts;
    private final LogStore logs;
    private final ProviderConfigStore providerConfigs;
    private final DatasetStore datasets;
    private final EvaluationStore evaluations;
    private final RouteStore routes;
    private final CustomProviderStore customProviders;
    private final CustomCostStore customCosts;
    private final CustomDomainStore customDomains;
    private final SpendStore spend;

    private SqlStorage(Path path, @Nullable MasterKey masterKey) {
        try {
            DataFolder folder = opened(DataFolder.open(path));
            Database control = open(folder, "control", CONTROL_SCHEMA, SynchronousMode.FULL, CONTROL_PAGE);
            Sealer sealer = new Unlocking(folder.path("control.db"), control, new KeyFile(folder)).unlock(masterKey);
            Database rows = open(folder, "logs", ROW_SCHEMA, SynchronousMode.NORMAL, ROW_PAGE);
            Database payloads = open(folder, "payloads", PAYLOAD_SCHEMA, SynchronousMode.NORMAL, PAYLOAD_PAGE);
            gateways = new SqlGatewayStore(control, sealer);
            access = new SqlAccessStore(control);
            accounts = new SqlAccountStore(control);
            logs = new SqlLogStore(rows, payloads);
            providerConfigs = new SqlProviderConfigStore(control, sealer);
            datasets = new SqlDatasetStore(control);
            evaluations = new SqlEvaluationStore(control);
            routes = new SqlRouteStore(control);
            customProviders = new SqlCustomProviderStore(control, sealer);
            customCosts = new SqlCustomCostStore(control);
            customDomains = new SqlCustomDomainStore(control);
            spend = new SqlSpendStore(control);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the folder with the master key that lies in it; makes it, or upgrades it from an older release, where need be.
     *
     * @throws UnusableStorageException when it cannot be opened, with a message that says what to do
     */
    public static SqlStorage open(Path folder) {
        return new SqlStorage(folder, null);
    }

    /** As {@link #open(Path)}, with a master key that the operator keeps elsewhere. */
    public static SqlStorage open(Path folder, MasterKey masterKey) {
        return new SqlStorage(folder, masterKey);
    }

    private Database open(DataFolder folder, String name, int schema, SynchronousMode safety, int pageBytes) {
        Path file = folder.file(name + ".db");
        return opened(Database.open(new SqliteFile(file, "db/sqlite/" + name, schema, safety, pageBytes)));
    }

    private <T extends Part> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    public GatewayStore gateways() {
        return gateways;
    }

    public AccessStore access() {
        return access;
    }

    public AccountStore accounts() {
        return accounts;
    }

    public LogStore logs() {
        return logs;
    }

    public ProviderConfigStore providerConfigs() {
        return providerConfigs;
    }

    public DatasetStore datasets() {
        return datasets;
    }

    public EvaluationStore evaluations() {
        return evaluations;
    }

    public RouteStore routes() {
        return routes;
    }

    public CustomProviderStore customProviders() {
        return customProviders;
    }

    public CustomCostStore customCosts() {
        return customCosts;
    }

    public CustomDomainStore customDomains() {
        return customDomains;
    }

    public SpendStore spend() {
        return spend;
    }

    /** Waits for work that has begun, and closes the files. Stop the callers first: later calls fail. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
