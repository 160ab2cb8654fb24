package dev.penstock.storage.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file of a data folder that holds its master key, where the operator gives none. Only its owner can read it. */
final class KeyFile {
    private static final String NAME = "master.key";

    private final DataFolder folder;

    KeyFile(DataFolder folder) {
        this.folder = folder;
    }

    Path path() {
        return folder.path(NAME);
    }

    Optional<MasterKey> read() {
        if (Files.notExists(path())) {
            return Optional.empty();
        }
        try {
            return Optional.of(MasterKey.parse(Files.readString(folder.file(NAME), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableStorageException(
                    "The master key in %s cannot be read (%s). Restore that file from a backup."
                            .formatted(path(), e.getMessage()),
                    null);
        }
    }

    /** A new key, which is on the disk before anybody seals with it. */
    MasterKey make() {
        MasterKey key = MasterKey.random();
        Path draft = folder.file(NAME + ".new");
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer text = StandardCharsets.UTF_8.encode(key.hex().reveal() + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE);
            folder.force();
            return key;
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "A master key cannot be written to %s (%s). Make the folder writable, or set PENSTOCK_MASTER_KEY."
                            .formatted(path(), e),
                    e);
        }
    }
}
