/** Tests of the HTTP server, on real sockets. */
@NullMarked
package dev.keelson.http;

import org.jspecify.annotations.NullMarked;
