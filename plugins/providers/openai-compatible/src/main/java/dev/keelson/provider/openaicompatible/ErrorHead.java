package dev.keelson.provider.openaicompatible;

import java.util.Optional;
import java.util.function.Function;

/** Status and headers of a failed answer. */
record ErrorHead(int status, Function<String, Optional<String>> headers) {
    Optional<String> header(String name) {
        return headers.apply(name);
    }
}
