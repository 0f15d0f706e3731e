/** The HTTP client that the host lends: pools, deadlines, egress rules and trace context sit behind it, in one place. */
@NullMarked
package dev.keelson.plugin.api.http;

import org.jspecify.annotations.NullMarked;
