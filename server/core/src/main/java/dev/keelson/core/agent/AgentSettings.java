package dev.keelson.core.agent;

import java.util.List;

/** The parts of a draft that are not in the spec. */
public record AgentSettings(ModelPolicy models, List<ToolBinding> tools, List<CheckBinding> checks, Limits limits) {

    public AgentSettings {
        tools = List.copyOf(tools);
        checks = List.copyOf(checks);
    }
}
