package dev.keelson.core.spec;

import dev.keelson.core.contract.Contract;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract that a new reading of changed words has to keep, byte for byte.
 *
 * @param markdown what it was compiled from: an earlier reading, or a spec that was structured
 * @param sources of its fields; null when it was compiled from a structured spec, whose author wrote each of them
 */
public record KeptContract(
        String markdown, Contract contract, @Nullable List<FieldSource> sources) {

    /** What stands below one of its headings, as it stands there. */
    String section(SectionName name) {
        SourceText source = SourceText.of(markdown);
        return SpecSections.read(source, new SpecProblems())
                .find(name)
                .map(section ->
                        section.blocks().stream().map(source::wholeLines).collect(Collectors.joining("\n\n")))
                .orElse("");
    }

    /**
     * Where a kept field comes from now.
     *
     * @param read the field as it was read in the new words; null when it was not found in them
     */
    FieldSource source(String pointer, @Nullable ReadField read, Citations citations) {
        if (read != null) {
            var cited = citations.cited(pointer, read.sentenceId(), read.quote());
            if (cited.isPresent()) {
                return cited.get();
            }
        }
        if (sources == null) {
            return new FieldSource(pointer, null, "the spec had this field when it had the form with ## Input", true);
        }
        return sources.stream()
                .filter(source -> source.pointer().equals(pointer))
                .findFirst()
                .map(source -> again(source, citations))
                .orElseGet(() -> new FieldSource(pointer, null, "nothing is known of its source", false));
    }

    private static FieldSource again(FieldSource before, Citations citations) {
        if (before.assumed()) {
            return before;
        }
        return citations
                .cited(before.pointer(), before.sentenceId(), before.quote())
                .or(() -> citations.anywhere(before.pointer(), before.quote()))
                .orElseGet(() -> new FieldSource(
                        before.pointer(),
                        null,
                        "the words that asked for it are gone: " + SpecProblems.quote(before.quote()),
                        false));
    }
}
