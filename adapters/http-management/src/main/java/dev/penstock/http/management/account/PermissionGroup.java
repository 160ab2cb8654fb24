package dev.penstock.http.management.account;

import dev.penstock.domain.account.Permission;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the wire calls a permission. The ids never change: people write them into their scripts. */
enum PermissionGroup {
    READ("6b1f0c5d2e9a4f7386d0b7a1c4e85f21", Permission.READ),
    WRITE("d84c2a7be3514d0f9b6e07f35a19c0d6", Permission.WRITE),
    RUN("3fa9e6120d7c48b5a1c8f2946be05d73", Permission.RUN);

    private final String id;
    private final Permission permission;

    PermissionGroup(String id, Permission permission) {
        this.id = id;
        this.permission = permission;
    }

    static PermissionGroup of(Permission permission) {
        return valueOf(permission.name());
    }

    /** The group that is meant: by its id, or by its name where there is no id. */
    static Optional<PermissionGroup> named(@Nullable String id, @Nullable String name) {
        return Arrays.stream(values())
                .filter(group -> id == null ? group.title().equals(name) : group.id.equals(id))
                .findFirst();
    }

    String id() {
        return id;
    }

    String title() {
        return permission.title();
    }

    Permission permission() {
        return permission;
    }
}
