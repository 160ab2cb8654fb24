package dev.penstock.storage.sql;

import org.jspecify.annotations.Nullable;

/** The data folder cannot be opened. The message is for the person who starts the server: what is wrong, and what to do. */
public sealed class UnusableStorageException extends RuntimeException permits FolderInUseException {
    private static final long serialVersionUID = 1L;

    UnusableStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
