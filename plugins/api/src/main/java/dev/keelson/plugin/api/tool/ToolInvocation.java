package dev.keelson.plugin.api.tool;

import java.time.Duration;
import java.util.Map;

/**
 * One call of a tool.
 *
 * @param arguments valid against the tool's input schema; JDK maps and lists
 * @param executionId id of the execution, for correlation with other systems
 * @param timeout what is left of the execution's deadline
 */
public record ToolInvocation(Map<String, Object> arguments, String executionId, Duration timeout) {}
