/** Tests of the JSON API, on a real server. */
@NullMarked
package dev.keelson.http.api;

import org.jspecify.annotations.NullMarked;
