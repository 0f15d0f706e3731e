/** Tests of the pages in a real browser. */
@NullMarked
package dev.keelson.browser;

import org.jspecify.annotations.NullMarked;
