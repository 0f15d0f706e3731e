package dev.keelson.core.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a spec in the form of docs/spec-format.md from prose, as far as that needs no model: the fields are left to fill in. */
public final class SpecSkeleton {

    private SpecSkeleton() {}

    /** Sentences that seem to state a rule are the rules; Input and Output hold one field each, to be replaced. */
    public static String of(SpecText text) {
        List<String> rules = text.sentences().stream()
                .filter(sentence -> sentence.cue() != null)
                .map(Sentence::id)
                .toList();
        var read = new ProseRead("", List.of(), List.of(), rules, List.of());
        ProseSections sections = ProseSections.of(text, read);
        String title = text.title().isEmpty() ? "Title of the agent" : sections.title();
        return List.of(
                        "# " + title,
                        "## Purpose",
                        sections.purpose(),
                        "## Input",
                        "- `text` (string): Replace this field by what callers send, one bullet a field.",
                        "## Output",
                        "- `answer` (string): Replace this field by what callers get back, one bullet a field.")
                .stream()
                .collect(Collectors.joining("\n\n", "", "\n" + sections.rules()));
    }
}
