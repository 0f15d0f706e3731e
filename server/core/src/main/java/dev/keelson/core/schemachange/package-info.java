/** What must happen before an alias may serve another contract: a proposal, and the decision of someone who did not write it. */
@NullMarked
package dev.keelson.core.schemachange;

import org.jspecify.annotations.NullMarked;
