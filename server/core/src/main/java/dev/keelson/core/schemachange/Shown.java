package dev.keelson.core.schemachange;

import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.contract.Contract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an alias is to serve beside what it serves, and what lies between.
 *
 * @param served versions of the alias's targets now
 * @param versions those of the new targets, in their order
 */
record Shown(
        Alias current,
        List<AgentVersion> served,
        List<AliasTarget> targets,
        List<AgentVersion> versions,
        ContractComparison comparison) {

    /** What an approval is bound to: everything that can't change without another decision being due. */
    String digest() {
        return CanonicalJson.digest(new Bound(
                current.agent(),
                current.name(),
                targets,
                digests(versions),
                current.revision(),
                current.targets(),
                digests(served),
                comparison));
    }

    /** Whether callers would get a contract that they don't have now. */
    boolean changesContract() {
        return !new HashSet<>(digests(served)).containsAll(digests(versions));
    }

    List<Contract> newContracts() {
        Set<String> known = new HashSet<>(digests(served));
        return contracts(versions.stream()
                .filter(version -> !known.contains(version.contractDigest()))
                .toList());
    }

    static List<Contract> contracts(List<AgentVersion> versions) {
        return versions.stream()
                .map(version -> version.definition().contract())
                .distinct()
                .toList();
    }

    private static List<String> digests(List<AgentVersion> versions) {
        return versions.stream().map(AgentVersion::contractDigest).toList();
    }

    private record Bound(
            String agent,
            String alias,
            List<AliasTarget> targets,
            List<String> contracts,
            int baseRevision,
            List<AliasTarget> baseTargets,
            List<String> baseContracts,
            ContractComparison comparison) {}
}
