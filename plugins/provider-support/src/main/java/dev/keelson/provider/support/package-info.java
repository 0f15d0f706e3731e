/**
 * What providers over HTTP share: exchanges, server-sent events, back-pressure, the strict form of JSON Schemas. It is
 * bundled into each provider's JAR and depends on the plugin API alone.
 */
@NullMarked
package dev.keelson.provider.support;

import org.jspecify.annotations.NullMarked;
