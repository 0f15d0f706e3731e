package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.contract.CompiledSchema;
import org.junit.jupiter.api.Test;

/** A spec as long and as varied as real ones, with prose of every kind in its purpose. */
class LongSpecTest {
    private static final CompiledSpec COMPILED = new MarkdownSpecCompiler().compile(SpecFiles.read("assess-claim.md"));

    @Test
    void readsEverySection() {
        assertThat(COMPILED.title()).isEqualTo("Assess a motor claim");
        assertThat(COMPILED.rules()).hasSize(20).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(COMPILED.rules().get(16).text())
                .isEqualTo("Signals of fraud are only:"
                        + " - the loss happened within 14 days of the start of the policy,"
                        + " - the notice contradicts itself on time or place,"
                        + " - the same photo was used before, or"
                        + " - the customer refuses to show the vehicle.");
        assertThat(COMPILED.contract().input().path("properties").size()).isEqualTo(3);
        assertThat(COMPILED.contract().output().path("properties").size()).isEqualTo(12);
    }

    @Test
    void keepsProseOfEveryKind() {
        assertThat(COMPILED.purpose())
                .contains("#### Words of the trade\n\n* *Own damage*: damage")
                .contains("> The quoted parts")
                .contains("|---|---|\n| tables | are prose, too |")
                .contains("```text\nNotices arrive like this:\n## not a section, because");
    }

    @Test
    void nestedFieldsReachTheSchemaAndTheInstructions() {
        JsonNode estimate = COMPILED.contract().output().at("/properties/losses/items/properties/estimate");

        assertThat(estimate.at("/type/1").asText()).isEqualTo("null");
        assertThat(estimate.at("/properties/basis/items/properties/source/enum/3")
                        .asText())
                .isEqualTo("experience");
        assertThat(COMPILED.instructions())
                .contains("\n    - `basis` (list of objects, optional, at most 5 items): What the estimate rests on.\n"
                        + "      - `source` (\"notice\" or \"photo\" or \"estimate\" or \"experience\", required): ");
    }

    @Test
    void theContractRefusesWhatTheSpecExcludes() {
        CompiledSchema output = CompiledSchema.of(COMPILED.contract().output());
        var wrong = COMPILED.examples().get(0).output().deepCopy();
        ((ObjectNode) wrong).put("coverage", "maybe").put("liability_share", 101);

        assertThat(output.validate(wrong))
                .extracting(violation -> violation.pointer() + " " + violation.rule())
                .containsExactly("/coverage enum", "/liability_share maximum");
    }
}
