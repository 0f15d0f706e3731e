/** Agents, their drafts, immutable versions and movable aliases. */
@NullMarked
package dev.keelson.core.agent;

import org.jspecify.annotations.NullMarked;
