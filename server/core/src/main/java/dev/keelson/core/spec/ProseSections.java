package dev.keelson.core.spec;

import dev.keelson.core.spec.SpecText.Kind;
import dev.keelson.core.spec.SpecText.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Title, purpose and rules of a reading, in the author's own words: sentences that state a rule are the rules, everything
 * else is the purpose.
 *
 * @param rules the whole section, empty without rules
 */
record ProseSections(String title, String purpose, String rules, List<String> notes) {
    private static final int MAX_TITLE = 200;
    private static final String FENCE = "````````";

    static ProseSections of(SpecText text, ProseRead read) {
        List<String> notes = new ArrayList<>();
        Map<String, Sentence> rules = rules(text, read, notes);
        String title = title(text, read);
        String purpose = purpose(text, rules.keySet());
        String section = rules.isEmpty()
                ? ""
                : "\n## Rules\n\n"
                        + rules.values().stream()
                                .map(rule -> "- " + rule.text() + "\n")
                                .collect(Collectors.joining());
        return new ProseSections(title, purpose.isEmpty() ? title : purpose, section, List.copyOf(notes));
    }

    /** Text for one heading. */
    String line(String text, String instead) {
        return heading(text, instead);
    }

    private static String title(SpecText text, ProseRead read) {
        String own = text.title().isEmpty() ? read.title() : text.title();
        return heading(own, "Agent");
    }

    private static String heading(String text, String instead) {
        String folded = RuleIds.fold(text.replace('#', ' ').replace('`', '\''));
        String cut = folded.substring(0, Math.min(folded.length(), MAX_TITLE)).strip();
        return cut.isEmpty() || Character.isHighSurrogate(cut.charAt(cut.length() - 1)) ? instead : cut;
    }

    private static Map<String, Sentence> rules(SpecText text, ProseRead read, List<String> notes) {
        Set<String> wanted = new HashSet<>(read.ruleSentences());
        Map<String, Sentence> rules = new LinkedHashMap<>();
        for (Sentence sentence : text.sentences()) {
            if ((wanted.remove(sentence.id()) || sentence.isAnswer())
                    && rules.size() < SpecLimits.MAX_RULES
                    && isItem(sentence.text())) {
                rules.putIfAbsent(sentence.id(), sentence);
            }
        }
        if (!wanted.isEmpty()) {
            notes.add(
                    wanted.size() == 1
                            ? "Left out a rule that no sentence of the spec states"
                            : "Left out " + wanted.size() + " rules that no sentence of the spec states");
        }
        return rules;
    }

    /** Whether the words, behind a hyphen, are an item with this text and nothing else. */
    private static boolean isItem(String text) {
        return MarkdownBlocks.isOneText(text);
    }

    private static String purpose(SpecText text, Set<String> rules) {
        List<String> blocks = new ArrayList<>();
        String heading = "";
        for (Part part : text.parts()) {
            if (part.kind() == Kind.HEADING) {
                heading = part.text();
                continue;
            }
            String block = block(part, rules);
            if (!block.isEmpty()) {
                if (!heading.isEmpty()) {
                    blocks.add("### " + heading(heading, "Section"));
                    heading = "";
                }
                blocks.add(block);
            }
        }
        return String.join("\n\n", blocks);
    }

    private static String block(Part part, Set<String> rules) {
        if (part.kind() == Kind.CODE) {
            String code = part.text().stripTrailing();
            return code.isBlank() || code.contains(FENCE) ? "" : FENCE + "\n" + code + "\n" + FENCE;
        }
        String words = part.sentences().stream()
                .filter(sentence -> !rules.contains(sentence.id()))
                .map(Sentence::text)
                .collect(Collectors.joining(" "));
        if (words.isEmpty()) {
            return "";
        }
        String plain = MarkdownBlocks.isOneText(words) ? words : "Note: " + words;
        return part.kind() == Kind.ITEM ? "- " + plain : plain;
    }
}
