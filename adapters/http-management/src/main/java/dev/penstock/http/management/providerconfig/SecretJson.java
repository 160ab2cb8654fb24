package dev.penstock.http.management.providerconfig;

import org.jspecify.annotations.Nullable;

/** The new value of a secret as it is sent. Of whatever else is sent nothing is read, since nobody has checked it. */
record SecretJson(@Nullable String secret) {
    /** Holds a secret in the clear. */
    @Override
    public String toString() {
        return "SecretJson[****]";
    }
}
