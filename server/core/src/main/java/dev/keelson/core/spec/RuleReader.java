package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;

/** Reads the rules of a spec: each item of a bullet or numbered list is one. Confined to one compilation. */
final class RuleReader {
    private final SourceText source;
    private final SpecProblems problems;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    RuleReader(SourceText source, SpecProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    List<Rule> read(Section section) {
        for (Node block : section.blocks()) {
            if (block instanceof ListBlock list) {
                MarkdownBlocks.children(list).forEach(this::readItem);
            } else {
                reportOther(block, "only a list, one item a rule");
            }
        }
        return List.copyOf(rules);
    }

    private void readItem(Node item) {
        SpecProblems.At at = problems.at(SourceText.lineOf(item));
        String text = RuleIds.fold(text(item));
        if (text.isEmpty()) {
            at.report(SpecProblem.RULE_EMPTY, "an empty rule (expected: a sentence)");
            return;
        }
        String id = RuleIds.of(text);
        Integer first = lines.putIfAbsent(id, at.line());
        if (first != null) {
            at.report(
                    SpecProblem.RULE_REPEATED,
                    "rule " + id + " already stands on line " + first + " (expected: each rule once)");
            return;
        }
        if (lines.size() == SpecLimits.MAX_RULES + 1) {
            at.report(
                    SpecProblem.RULES_TOO_MANY,
                    "more rules than the limit (expected: at most " + SpecLimits.MAX_RULES + ")");
        }
        rules.add(new Rule(id, text));
    }

    /** Text of an item; a list inside it stays part of the rule, its items behind hyphens. */
    private String text(Node item) {
        List<String> texts = new ArrayList<>();
        for (Node block : MarkdownBlocks.children(item)) {
            if (MarkdownBlocks.isText(block)) {
                texts.add(source.text(block));
            } else if (block instanceof ListBlock nested) {
                MarkdownBlocks.children(nested).forEach(inner -> texts.add("- " + text(inner)));
            } else {
                reportOther(block, "only sentences and lists in a rule");
            }
        }
        return String.join("\n", texts);
    }

    private void reportOther(Node block, String expected) {
        problems.at(SourceText.lineOf(block))
                .report(
                        SpecProblem.CONTENT_UNEXPECTED,
                        SpecProblems.quote(source.text(block)) + " (expected: " + expected + ")");
    }
}
