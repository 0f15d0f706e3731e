/** The HTTP server: routes that each name their permission, bounded requests, answers, problems, event streams. */
@NullMarked
package dev.keelson.http;

import org.jspecify.annotations.NullMarked;
