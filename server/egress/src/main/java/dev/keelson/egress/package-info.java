/** The one egress client: every HTTP call that Keelson makes on behalf of an agent, a plugin or an operator. */
@NullMarked
package dev.keelson.egress;

import org.jspecify.annotations.NullMarked;
