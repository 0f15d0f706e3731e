package dev.keelson.plugin.api.provider;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source that the model or its search named for an answer. The text comes from outside: never render it as markup. */
public final class Citation {
    private final String url;
    private final @Nullable String title;

    private Citation(String url, @Nullable String title) {
        this.url = Objects.requireNonNull(url, "url");
        this.title = title;
    }

    public static Citation of(String url) {
        return new Citation(url, null);
    }

    public static Citation of(String url, String title) {
        return new Citation(url, Objects.requireNonNull(title, "title"));
    }

    public String url() {
        return url;
    }

    public Optional<String> title() {
        return Optional.ofNullable(title);
    }
}
