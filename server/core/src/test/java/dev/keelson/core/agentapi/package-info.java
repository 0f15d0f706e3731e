/** Tests of what callers of an agent build on, and agents to test it with. */
@NullMarked
package dev.keelson.core.agentapi;

import org.jspecify.annotations.NullMarked;
