package dev.keelson.core.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words by which a sentence seems to state a rule, in English and German. */
final class RuleCues {
    private static final Pattern CUE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:must not|must|shall not|shall|should not|should|never|always|only|do not|don't|has to"
                    + "|have to|needs to|may not|cannot|can't|required|forbidden|unless|except|otherwise|at most|at least"
                    + "|no more than|goes to|go to|counts as|count as|if|when|whenever|every|no"
                    + "|muss|müssen|darf|dürfen|soll|sollen|nie|niemals|immer|nur|wenn|falls|außer|sonst|höchstens"
                    + "|mindestens|kein|keine)(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private RuleCues() {}

    static Optional<String> find(String sentence) {
        Matcher cue = CUE.matcher(sentence);
        return cue.find() ? Optional.of(cue.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
