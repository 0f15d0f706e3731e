package dev.keelson.provider.support;

import java.util.Optional;
import java.util.function.Function;

/** Status and headers of an answer; header names in any case. */
public record ResponseHead(int status, Function<String, Optional<String>> headers) {

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    boolean isGood() {
        return status / 100 == 2;
    }
}
