/** What callers of an agent build on: its OpenAPI description, its MCP tool and clients in several languages. */
@NullMarked
package dev.keelson.core.agentapi;

import org.jspecify.annotations.NullMarked;
