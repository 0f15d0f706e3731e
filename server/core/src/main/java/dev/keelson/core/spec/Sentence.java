package dev.keelson.core.spec;

import org.jspecify.annotations.Nullable;

/**
 * One sentence of a spec.
 *
 * @param id {@code s-} and 8 hex digits of its words, made as those of rules are: moving it keeps its id
 * @param text on one line
 * @param line 1-based line on which it starts
 * @param section heading that it stands below, empty before the first
 * @param cue the word by which it seems to state a rule, such as {@code must}; null when it seems to state none
 */
public record Sentence(
        String id,
        String text,
        int line,
        String section,
        @Nullable String cue) {

    static Sentence of(String text, int line, String section) {
        String folded = RuleIds.fold(text);
        boolean answer = section.equalsIgnoreCase(SpecText.ANSWERS);
        String cue = answer ? "answer" : RuleCues.find(folded).orElse(null);
        return new Sentence("s-" + RuleIds.digest(folded), folded, line, section, cue);
    }

    /** Id of the rule that has these words. */
    public String ruleId() {
        return RuleIds.of(text);
    }

    boolean isAnswer() {
        return section.equalsIgnoreCase(SpecText.ANSWERS);
    }
}
