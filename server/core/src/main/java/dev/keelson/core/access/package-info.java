/** Who may do what: principals, roles, permissions and API keys. */
@NullMarked
package dev.keelson.core.access;

import org.jspecify.annotations.NullMarked;
