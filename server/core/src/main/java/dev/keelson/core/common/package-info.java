/** What every feature needs: JSON, digests, ids, paging. */
@NullMarked
package dev.keelson.core.common;

import org.jspecify.annotations.NullMarked;
