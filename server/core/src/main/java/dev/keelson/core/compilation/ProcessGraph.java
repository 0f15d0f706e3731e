package dev.keelson.core.compilation;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes that there are and which needs which. Needs that are not there are left out. */
public final class ProcessGraph {
    private final Map<ProcessName, CompilationProcess> processes = new EnumMap<>(ProcessName.class);
    private final Map<ProcessName, Set<ProcessName>> dependents = new EnumMap<>(ProcessName.class);

    /** Fails at once if a process is there twice or needs itself, directly or through others. */
    public ProcessGraph(Collection<CompilationProcess> all) {
        for (CompilationProcess process : all) {
            if (processes.put(process.name(), process) != null) {
                throw new IllegalArgumentException("process " + process.name().id() + " is there twice");
            }
        }
        processes.keySet().forEach(name -> dependents.put(name, findDependents(name)));
        dependents.forEach((name, those) -> {
            if (those.contains(name)) {
                throw new IllegalArgumentException("process " + name.id() + " needs itself");
            }
        });
    }

    /** In the order of {@link ProcessName}. */
    public Set<ProcessName> names() {
        return Collections.unmodifiableSet(processes.keySet());
    }

    CompilationProcess process(ProcessName name) {
        return Objects.requireNonNull(processes.get(name), name.id());
    }

    /** Those that are there, in the order of {@link ProcessName}. */
    List<ProcessName> needs(ProcessName name) {
        return process(name).needs().stream()
                .filter(processes::containsKey)
                .sorted()
                .toList();
    }

    /** Everything that needs this process, directly or through others. */
    Set<ProcessName> dependents(ProcessName name) {
        return Objects.requireNonNull(dependents.get(name), name.id());
    }

    /** Whether this process works on what {@link ProcessName#DEFINITION} put into the draft. */
    boolean readsDefinition(ProcessName name) {
        Set<ProcessName> those = dependents.get(ProcessName.DEFINITION);
        return those != null && those.contains(name);
    }

    private Set<ProcessName> findDependents(ProcessName of) {
        EnumSet<ProcessName> found = EnumSet.noneOf(ProcessName.class);
        Set<ProcessName> next = Set.of(of);
        while (!next.isEmpty()) {
            Set<ProcessName> sources = next;
            next = processes.keySet().stream()
                    .filter(name -> !found.contains(name))
                    .filter(name -> !Collections.disjoint(process(name).needs(), sources))
                    .collect(Collectors.toSet());
            found.addAll(next);
        }
        return Collections.unmodifiableSet(found);
    }
}
