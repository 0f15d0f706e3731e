package dev.keelson.plugin.api;

/** The version of this API, which a plugin's {@code Plugin-Requires} manifest entry is checked against. */
public final class PluginApi {
    /** Semantic version: minor versions only add. */
    public static final String VERSION = "1.0.0";

    private PluginApi() {}
}
