package dev.keelson.core.spec;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What was understood of a spec in free prose.
 *
 * @param markdown the spec again, in the form of docs/spec-format.md: contract, rules and examples are compiled from it
 * @param sources where each field of the contract comes from
 */
public record Reading(String markdown, List<FieldSource> sources) {

    public Reading {
        Objects.requireNonNull(markdown, "markdown");
        sources = List.copyOf(sources);
    }

    /** Assumptions that the author has not agreed to. */
    public List<FieldSource> openAssumptions() {
        return sources.stream().filter(source -> !source.accepted()).toList();
    }

    /** The same with these assumptions accepted. */
    public Reading accepting(Set<String> pointers) {
        return new Reading(
                markdown,
                sources.stream()
                        .map(source -> pointers.contains(source.pointer()) ? source.accept() : source)
                        .toList());
    }
}
