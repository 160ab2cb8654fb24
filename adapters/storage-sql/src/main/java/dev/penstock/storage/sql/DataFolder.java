package dev.penstock.storage.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the database files, for one process at a time. The folder is made for its owner alone, and so is every
 * file in it; SQLite gives the files that it makes beside a database the same permissions.
 */
final class DataFolder implements SqlStorage.Part {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final String LOCK = "penstock.lock";

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DataFolder open(Path folder) {
        try {
            makeFolder(folder);
            FileChannel channel = FileChannel.open(ownedFile(folder.resolve(LOCK)), StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new FolderInUseException(folder);
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The data folder %s cannot be written (%s). Make it writable, or choose another with --data."
                            .formatted(folder, e),
                    e);
        }
    }

    /** Where a file of this folder is, or would be. */
    Path path(String name) {
        return folder.resolve(name);
    }

    /** Sees to it that files which were made or renamed here are there after a power cut. */
    void force() throws IOException {
        if (knowsPermissions(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A file of this folder, made if need be, that only its owner can read. */
    Path file(String name) {
        try {
            return ownedFile(folder.resolve(name));
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The file %s cannot be written (%s). Make it writable, or choose another data folder with --data."
                            .formatted(folder.resolve(name), e),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock on " + folder + " cannot be released", e);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            if (knowsPermissions(folder)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static Path ownedFile(Path file) throws IOException {
        boolean permissions = knowsPermissions(file);
        if (Files.notExists(file)) {
            if (permissions) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
        } else if (permissions) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
        return file;
    }

    private static boolean knowsPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }
}
