package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the models of one family understand.
 *
 * @param takesSampling false from the third generation on: values are ignored there, and are announced to become an error
 * @param mixesTools whether one request may have a schema and tools, or functions and the built-in search
 * @param needsSignatures whether a function call in the history must carry a signature
 */
record ModelFamily(
        Pattern ids, ThinkingRule thinking, boolean takesSampling, boolean mixesTools, boolean needsSignatures) {
    private static final ThinkingRule FROM_MINIMAL = new ThinkingLevels(ReasoningEffort.MINIMAL);
    private static final ThinkingRule FROM_LOW = new ThinkingLevels(ReasoningEffort.LOW);

    /** The first that matches counts. Ids are open-ended, so an unknown Gemini is taken for a new one. */
    private static final List<ModelFamily> ALL = List.of(
            second("gemini-1[.-].*|gemini-pro(-vision)?", ThinkingRule.none()),
            second("gemini-2\\.5-pro.*", new ThinkingBudget(128, 32_768)),
            second("gemini-2\\.5.*", new ThinkingBudget(0, 24_576)),
            second("gemini-2[.-].*", ThinkingRule.none()),
            third("gemini-3(\\.\\d+)?-pro.*", FROM_LOW),
            third("gemini-3\\.([7-9]|\\d\\d)-flash(?!-lite).*", FROM_LOW),
            third("gemini-3[.-].*", FROM_MINIMAL),
            third("gemini-.*", FROM_LOW));

    /** Gemma, tuned models and whatever a proxy offers. */
    private static final ModelFamily OTHER = second(".*", ThinkingRule.none());

    static ModelFamily of(String model) {
        String id = GoogleSettings.modelId(model).toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(family -> family.ids.matcher(id).matches())
                .findFirst()
                .orElse(OTHER);
    }

    private static ModelFamily second(String ids, ThinkingRule thinking) {
        return new ModelFamily(Pattern.compile(ids), thinking, true, false, false);
    }

    private static ModelFamily third(String ids, ThinkingRule thinking) {
        return new ModelFamily(Pattern.compile(ids), thinking, false, true, true);
    }
}
