/** The JSON API under {@code /v1} and the health checks. Field names of JSON appear in the {@code Json} classes only. */
@NullMarked
package dev.keelson.http.api;

import org.jspecify.annotations.NullMarked;
