package dev.keelson.core.agentapi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What generated clients are written in. */
public enum ClientLanguage {
    TYPESCRIPT("TypeScript", "ts"),
    PYTHON("Python", "py"),
    JAVA("Java", "java"),
    CURL("curl", "sh");

    private final String title;
    private final String extension;

    ClientLanguage(String title, String extension) {
        this.title = title;
        this.extension = extension;
    }

    /** The name as it stands in paths: {@code typescript}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** What a file of this language ends with, without a dot. */
    public String extension() {
        return extension;
    }

    /** Empty when there are no clients of that name. */
    public static Optional<ClientLanguage> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
