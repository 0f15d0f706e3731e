package dev.keelson.core.compilation.prose;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares rules two by two: those that differ only in the value that they give a field, or only in whether they command or
 * forbid, can't both hold.
 */
final class RuleClashes {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_'/-]+");
    private static final Set<String> COMMANDS = Set.of("must", "always", "shall", "do");
    private static final Set<String> BANS = Set.of("not", "never", "don't", "cannot", "can't", "no");
    private static final Set<String> FILLERS = Set.of("the", "a", "an", "to", "is", "are", "of");
    private static final int MAX = 20;

    private RuleClashes() {}

    static List<Question> of(AgentDefinition definition) {
        List<ContractField> fields = ContractField.of(definition.contract().output(), ContractField.OUTPUT);
        List<Read> rules =
                definition.rules().stream().map(rule -> Read.of(rule, fields)).toList();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < rules.size() && questions.size() < MAX; i++) {
            for (int j = i + 1; j < rules.size() && questions.size() < MAX; j++) {
                if (rules.get(i).clashesWith(rules.get(j))) {
                    questions.add(question(rules.get(i).rule(), rules.get(j).rule()));
                }
            }
        }
        return questions;
    }

    private static Question question(Rule first, Rule second) {
        return Question.of(
                Question.Kind.CONTRADICTION,
                Question.Origin.RULES,
                List.of(sentence(first), sentence(second)),
                "Two rules demand different things. Which one holds?",
                List.of(reading(first, second), reading(second, first)));
    }

    private static Question.Reading reading(Rule holds, Rule yields) {
        return new Question.Reading(
                VagueWords.cut(holds.text()),
                "The other rule has no effect where both apply.",
                "Where they differ, \"" + VagueWords.cut(holds.text()) + "\" goes before \""
                        + VagueWords.cut(yields.text()) + "\".");
    }

    /** A rule and the sentence that states it have the same digits. */
    private static String sentence(Rule rule) {
        return "s-" + rule.id().substring(2);
    }

    /**
     * A rule by its words.
     *
     * @param rest its words without values, commands and bans
     * @param values {@code pointer=value} for each value of an output field that it names
     */
    private record Read(Rule rule, Set<String> rest, Set<String> values, boolean bans) {

        static Read of(Rule rule, List<ContractField> fields) {
            String text = rule.text().toLowerCase(Locale.ROOT).replace("`", "").replace("\"", "");
            Set<String> values = new TreeSet<>();
            for (ContractField field : fields) {
                for (String value : field.values()) {
                    Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value.toLowerCase(Locale.ROOT))
                            + "(?![\\p{L}\\p{N}])");
                    if (word.matcher(text).find()) {
                        values.add(field.pointer() + "=" + value);
                        text = word.matcher(text).replaceAll(" ");
                    }
                }
            }
            Set<String> rest = new TreeSet<>();
            WORD.matcher(text).results().forEach(found -> rest.add(found.group()));
            boolean bans = rest.stream().anyMatch(BANS::contains);
            rest.removeIf(word -> COMMANDS.contains(word) || BANS.contains(word) || FILLERS.contains(word));
            return new Read(rule, rest, values, bans);
        }

        boolean clashesWith(Read other) {
            if (rest.size() < 2 || !rest.equals(other.rest)) {
                return false;
            }
            return bans == other.bans
                    ? !values.isEmpty() && !other.values.isEmpty() && !values.equals(other.values)
                    : values.equals(other.values);
        }
    }
}
