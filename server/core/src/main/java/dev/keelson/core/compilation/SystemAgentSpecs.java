package dev.keelson.core.compilation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The specs of the system agents, as they are shipped. */
final class SystemAgentSpecs {
    private static final Map<SystemAgent, String> SPECS = load();

    private SystemAgentSpecs() {}

    static String of(SystemAgent agent) {
        return Objects.requireNonNull(SPECS.get(agent), "spec");
    }

    private static Map<SystemAgent, String> load() {
        Map<SystemAgent, String> specs = new EnumMap<>(SystemAgent.class);
        for (SystemAgent agent : SystemAgent.values()) {
            String resource = agent.agentName() + ".md";
            try (InputStream in = SystemAgentSpecs.class.getResourceAsStream(resource)) {
                specs.put(
                        agent, new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return specs;
    }
}
