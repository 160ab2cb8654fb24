package dev.penstock.storage.sql;

import java.nio.file.Path;

/** Another process works in the data folder. */
public final class FolderInUseException extends UnusableStorageException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
        super(
                "Another Penstock uses the data folder %s. Stop it, or choose another folder with --data."
                        .formatted(folder),
                null);
    }
}
