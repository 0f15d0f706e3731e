package dev.keelson.app;

import java.util.List;

/** The server can't start as it is configured; lists everything that is wrong. */
final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(List<String> problems) {
        super("The configuration has " + problems.size() + (problems.size() == 1 ? " problem" : " problems") + ":\n  - "
                + String.join("\n  - ", problems));
    }
}
