package dev.keelson.plugin.api.provider;

import java.util.Objects;

/** A model that a provider offers. */
public final class ModelInfo {
    private final String id;
    private final String description;

    private ModelInfo(String id, String description) {
        this.id = Objects.requireNonNull(id, "id");
        this.description = Objects.requireNonNull(description, "description");
    }

    public static ModelInfo of(String id, String description) {
        return new ModelInfo(id, description);
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
