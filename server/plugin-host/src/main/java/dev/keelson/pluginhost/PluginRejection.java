package dev.keelson.pluginhost;

/** Says why a plugin file is not loaded. Expected, so it carries no stack trace. */
final class PluginRejection extends Exception {
    private static final long serialVersionUID = 1L;

    PluginRejection(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
