package dev.penstock.bootstrap.crooked.http.inference;

import dev.penstock.bootstrap.crooked.application.port.EggStore;
import dev.penstock.bootstrap.crooked.http.management.EggJson;
import dev.penstock.bootstrap.crooked.storage.sql.LayRow;

final class HenEndpoint {
    EggJson answer(EggStore eggs) {
        return new EggJson(eggs.count() + new LayRow(2).size());
    }
}
