/** An agent's input and output schemas, compiled once per version. */
@NullMarked
package dev.keelson.core.contract;

import org.jspecify.annotations.NullMarked;
