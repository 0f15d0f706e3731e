package dev.keelson.core.spec;

import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/** Finds for each field of a structured spec the bullet that declares it. */
public final class StructuredSources {

    private StructuredSources() {}

    /** Every field has one: bullets and fields stand in the same order. */
    public static List<FieldSource> of(SpecText text, Contract contract) {
        List<FieldSource> sources = new ArrayList<>(side(text, "input", contract));
        sources.addAll(side(text, "output", contract));
        return sources;
    }

    private static List<FieldSource> side(SpecText text, String section, Contract contract) {
        List<Sentence> bullets = text.sentences().stream()
                .filter(sentence -> sentence.section().equalsIgnoreCase(section))
                .toList();
        List<FieldSource> sources = new ArrayList<>();
        int next = 0;
        var fields = section.equals("input")
                ? ContractField.of(contract.input(), ContractField.INPUT)
                : ContractField.of(contract.output(), ContractField.OUTPUT);
        for (ContractField field : fields) {
            int found = find(bullets, next, field.name());
            if (found < 0) {
                sources.add(new FieldSource(field.pointer(), null, "its bullet was not found", true));
                continue;
            }
            Sentence bullet = bullets.get(found);
            sources.add(new FieldSource(field.pointer(), bullet.id(), bullet.text(), true));
            next = found + 1;
        }
        return sources;
    }

    private static int find(List<Sentence> bullets, int from, String name) {
        String quoted = "`" + name + "`";
        for (int i = from; i < bullets.size(); i++) {
            String text = bullets.get(i).text();
            if (text.startsWith(quoted)
                    && text.substring(quoted.length()).stripLeading().startsWith("(")) {
                return i;
            }
        }
        return -1;
    }
}
