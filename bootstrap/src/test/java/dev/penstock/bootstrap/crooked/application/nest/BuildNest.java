package dev.penstock.bootstrap.crooked.application.nest;

import dev.penstock.bootstrap.crooked.application.port.EggStore;
import dev.penstock.bootstrap.crooked.storage.sql.LayRow;

public final class BuildNest {
    public int room(EggStore eggs) {
        return eggs.count() + new LayRow(1).size();
    }
}
