/** Pages for people: everything that can be done with a server, in a browser. */
@NullMarked
package dev.keelson.adminui;

import org.jspecify.annotations.NullMarked;
