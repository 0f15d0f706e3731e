package dev.keelson.core.bundle;

import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.spec.Reading;
import dev.keelson.core.suite.TestSuite;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One agent as it is exported: what another server needs to have the same.
 *
 * @param reading of a spec in free prose, null for a structured one
 * @param versions in order of number
 * @param aliases what each alias is to serve, by its name
 */
public record AgentBundle(
        String agent,
        String spec,
        AgentSettings settings,
        @Nullable Reading reading,
        List<AgentVersion> versions,
        Map<String, List<AliasTarget>> aliases,
        List<TestSuite> suites) {

    public AgentBundle {
        versions = List.copyOf(versions);
        aliases = Map.copyOf(aliases);
        suites = List.copyOf(suites);
    }
}
