package dev.keelson.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and writes the text files below one directory. Symbolic links are not followed. */
final class FileTree {
    private static final int MAX_FILES = 5_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_DEPTH = 3;

    private final Path root;

    FileTree(Path root) {
        this.root = root;
    }

    /** Text by path below the root, with slashes. */
    SortedMap<String, String> read() {
        SortedMap<String, String> files = new TreeMap<>();
        long bytes = 0;
        for (Path file : regularFiles()) {
            String text = text(file);
            bytes += text.length();
            if (bytes > MAX_BYTES) {
                throw new CommandFailure(root + " holds more than " + (MAX_BYTES >> 20) + " MiB");
            }
            files.put(name(file), text);
        }
        return files;
    }

    /**
     * Makes the directory hold exactly these files of ours. A file below {@code owned} that is not among them is removed:
     * it belongs to something that is no longer there.
     */
    void write(Map<String, String> files, List<String> owned) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Set<String> wanted = new HashSet<>(files.keySet());
            for (Path there : regularFiles()) {
                String name = name(there);
                if (!wanted.contains(name) && owned.stream().anyMatch(name::startsWith)) {
                    Files.delete(there);
                }
            }
        } catch (IOException failure) {
            throw new CommandFailure("can't write below " + root + ": " + failure, failure);
        }
    }

    private List<Path> regularFiles() {
        try (Stream<Path> paths = Files.walk(root, MAX_DEPTH)) {
            List<Path> files = paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new CommandFailure(root + " holds more than " + MAX_FILES + " files");
            }
            return files;
        } catch (IOException | UncheckedIOException unreadable) {
            throw new CommandFailure("can't read " + root + ": " + unreadable, unreadable);
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException binary) {
            throw new CommandFailure(file + ": not UTF-8 text", binary);
        } catch (IOException unreadable) {
            throw new CommandFailure("can't read " + file + ": " + unreadable, unreadable);
        }
    }
}
