package dev.penstock.bootstrap.crooked.storage.sql;

import dev.penstock.bootstrap.crooked.application.nest.BuildNest;
import dev.penstock.bootstrap.crooked.application.port.EggStore;
import dev.penstock.bootstrap.crooked.vertx.Plank;

final class SqlEggStore implements EggStore {
    @Override
    public int count() {
        return new BuildNest().room(this) + new Plank(3).length();
    }
}
