/** Model providers: the ports to them, and those that are configured through the API. */
@NullMarked
package dev.keelson.core.provider;

import org.jspecify.annotations.NullMarked;
