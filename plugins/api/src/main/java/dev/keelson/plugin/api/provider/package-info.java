/** Extension point for model providers: maps a provider's wire format to chat requests and responses, and nothing else. */
@NullMarked
package dev.keelson.plugin.api.provider;

import org.jspecify.annotations.NullMarked;
