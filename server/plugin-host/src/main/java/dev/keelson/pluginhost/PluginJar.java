package dev.keelson.pluginhost;

import java.nio.file.Path;

/**
 * A plugin file and the private copy of its bytes that is inspected and loaded, so that overwriting the file harms nobody.
 *
 * @param file its name in the plugins folder
 * @param sha256 digest of the copy
 */
record PluginJar(String file, String sha256, Path copy) {}
