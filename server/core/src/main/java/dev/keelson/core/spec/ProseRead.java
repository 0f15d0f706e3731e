package dev.keelson.core.spec;

import java.util.List;

/**
 * What a model read in prose. Nothing in it has been checked.
 *
 * @param ruleSentences ids of the sentences that state a rule
 */
public record ProseRead(
        String title,
        List<ReadField> input,
        List<ReadField> output,
        List<String> ruleSentences,
        List<ReadExample> examples) {

    public ProseRead {
        input = List.copyOf(input);
        output = List.copyOf(output);
        ruleSentences = List.copyOf(ruleSentences);
        examples = List.copyOf(examples);
    }

    /** An example of the text; both values are JSON as text. */
    public record ReadExample(String title, String input, String output) {}
}
