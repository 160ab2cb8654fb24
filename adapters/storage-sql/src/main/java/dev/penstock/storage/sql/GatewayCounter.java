package dev.penstock.storage.sql;

import dev.penstock.domain.gateway.GatewayAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows gateways by their numbers, gives them one where need be, and counts entries into them once for each gateway of a batch. */
final class GatewayCounter {
    private static final class Counted {
        private final GatewayAddress gateway;
        private final long number;
        private long entries;

        Counted(GatewayAddress gateway, long number) {
            this.gateway = gateway;
            this.number = number;
        }
    }

    private final PreparedStatement find;
    private final Binder insert;
    private final Binder update;
    private final Map<GatewayAddress, Counted> ofThisBatch = new HashMap<>();
    private @Nullable Counted latest;

    GatewayCounter(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT number FROM log_gateway WHERE account = ? AND gateway = ?");
        insert = new Binder(
                connection.prepareStatement("INSERT INTO log_gateway (account, gateway, entries) VALUES (?, ?, 0)"));
        update = new Binder(
                connection.prepareStatement("UPDATE log_gateway SET entries = entries + ? WHERE number = ?"));
    }

    /** Begins a batch. */
    void begin() {
        ofThisBatch.clear();
        latest = null;
    }

    long number(GatewayAddress gateway) throws SQLException {
        return counted(gateway).number;
    }

    void add(GatewayAddress gateway) throws SQLException {
        counted(gateway).entries++;
    }

    void write() throws SQLException {
        for (Counted gateway : ofThisBatch.values()) {
            update.number(gateway.entries).number(gateway.number).execute();
        }
    }

    private @Nullable Long find(GatewayAddress gateway) throws SQLException {
        find.setString(1, gateway.account().value());
        find.setString(2, gateway.gateway().value());
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? row.getLong(1) : null;
        }
    }

    /** Entries mostly come from the same gateway as the one before. */
    private Counted counted(GatewayAddress gateway) throws SQLException {
        Counted known = latest;
        if (known == null || !known.gateway.equals(gateway)) {
            known = ofThisBatch.get(gateway);
            if (known == null) {
                known = new Counted(gateway, numbered(gateway));
                ofThisBatch.put(gateway, known);
            }
            latest = known;
        }
        return known;
    }

    private long numbered(GatewayAddress gateway) throws SQLException {
        Long number = find(gateway);
        if (number != null) {
            return number;
        }
        insert.text(gateway.account().value()).text(gateway.gateway().value()).execute();
        Long made = find(gateway);
        if (made == null) {
            throw new SQLException("a gateway that was just written down is not there");
        }
        return made;
    }
}
