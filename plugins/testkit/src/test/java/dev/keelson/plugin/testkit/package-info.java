@NullMarked
package dev.keelson.plugin.testkit;

import org.jspecify.annotations.NullMarked;
