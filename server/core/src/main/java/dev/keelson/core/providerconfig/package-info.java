/** Providers that are configured through the API, beside those of the configuration file, and how all of them stand. */
@NullMarked
package dev.keelson.core.providerconfig;

import org.jspecify.annotations.NullMarked;
