/** Tests of the pages, over real HTTP and stores in memory. */
@NullMarked
package dev.keelson.adminui;

import org.jspecify.annotations.NullMarked;
