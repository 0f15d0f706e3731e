package dev.keelson.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, and as whom. A key is never an argument: other users can see those. */
final class ServerOptions {
    private static final String KEY_VARIABLE = "KEELSON_API_KEY";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Server to talk to (KEELSON_SERVER; default http://127.0.0.1:8080)")
    @Nullable
    String server;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File with the API key; otherwise the key is taken from KEELSON_API_KEY")
    @Nullable
    Path keyFile;

    ApiClient client() {
        return new ApiClient(URI.create(server == null ? "http://127.0.0.1:8080" : server), key());
    }

    private String key() {
        if (keyFile != null) {
            return read(keyFile);
        }
        String key = System.getenv(KEY_VARIABLE);
        if (key == null || key.isBlank()) {
            throw new CommandFailure("no API key: set " + KEY_VARIABLE + " or give --key-file");
        }
        return key.strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new CommandFailure("can't read the API key from " + file, unreadable);
        }
    }
}
