package dev.keelson.core.agent;

import dev.keelson.core.agent.ItemSentences.Noun;
import java.util.List;
import java.util.Locale;

/** The parts by which definitions are compared, in the order in which a reader wants them. */
enum DefinitionSection {
    SPEC("The spec"),
    INSTRUCTIONS("The instructions"),
    RULES("The rules"),
    EXAMPLES("The examples"),
    INPUT("The input contract"),
    OUTPUT("The output contract"),
    MODELS("The models"),
    TOOLS("The tools"),
    CHECKS("The checks"),
    LIMITS("The limits"),
    PINS("The pins");

    private final String subject;

    DefinitionSection(String subject) {
        this.subject = subject;
    }

    /** The name as it stands in answers. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    SectionDiff compare(AgentDefinition before, AgentDefinition after) {
        Object old = value(before);
        Object current = value(after);
        if (old instanceof String oldText && current instanceof String newText) {
            return texts(TextDiff.between(oldText, newText));
        }
        JsonDiff diff = JsonDiff.between(old, current);
        if (diff.changes().isEmpty()) {
            return unchanged();
        }
        var sentences = new Sentences(diff.truncated());
        sentences.addAll(sentences(diff.changes(), old, current));
        sentences.fallBackTo(subject + " changed; the list of changed values tells where.");
        return new SectionDiff(
                id(), true, sentences.all(), List.of(), diff.changes(), diff.truncated() || sentences.cut());
    }

    private Object value(AgentDefinition definition) {
        return switch (this) {
            case SPEC -> definition.spec();
            case INSTRUCTIONS -> definition.instructions();
            case RULES -> definition.rules();
            case EXAMPLES -> definition.examples();
            case INPUT -> definition.contract().input();
            case OUTPUT -> definition.contract().output();
            case MODELS -> definition.models();
            case TOOLS -> definition.tools();
            case CHECKS -> definition.checks();
            case LIMITS -> definition.limits();
            case PINS -> definition.pins();
        };
    }

    private List<String> sentences(List<JsonChange> changes, Object before, Object after) {
        return switch (this) {
            case SPEC, INSTRUCTIONS -> List.of();
            case RULES -> ItemSentences.of(Noun.RULE, changes);
            case EXAMPLES -> ItemSentences.of(Noun.EXAMPLE, changes);
            case INPUT, OUTPUT -> ContractSentences.of(id(), JsonDiff.normal(before), JsonDiff.normal(after));
            case MODELS -> ItemSentences.of(Noun.MODEL, changes);
            case TOOLS -> ItemSentences.of(Noun.TOOL, changes);
            case CHECKS -> ItemSentences.of(Noun.CHECK, changes);
            case LIMITS -> ItemSentences.of(Noun.LIMIT, changes);
            case PINS -> ItemSentences.of(Noun.PIN, changes);
        };
    }

    private SectionDiff texts(TextDiff diff) {
        if (diff.added() + diff.removed() == 0) {
            return unchanged();
        }
        var sentences = new Sentences(diff.truncated());
        sentences.addAll(List.of("%s changed: %s added, %s removed."
                .formatted(subject, Sentences.count(diff.added(), "line"), Sentences.count(diff.removed(), "line"))));
        return new SectionDiff(id(), true, sentences.all(), diff.hunks(), List.of(), diff.truncated());
    }

    private SectionDiff unchanged() {
        boolean plural = subject.endsWith("s");
        String sentence = subject + (plural ? " are unchanged." : " is unchanged.");
        return new SectionDiff(id(), false, List.of(sentence), List.of(), List.of(), false);
    }
}
