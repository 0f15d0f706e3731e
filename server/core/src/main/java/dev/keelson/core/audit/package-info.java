/** Who changed what, when and why, in a chain of hashes that shows a changed or lost entry. */
@NullMarked
package dev.keelson.core.audit;

import org.jspecify.annotations.NullMarked;
