package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import org.junit.jupiter.api.Test;

class MarkdownSpecCompilerTest {
    private static final String SPEC = SpecFiles.read("moderate-listing.md");
    private static final CompiledSpec COMPILED = new MarkdownSpecCompiler().compile(SPEC);

    @Test
    void writesTheInstructionsOfTheGoldenFile() {
        assertThat(COMPILED.instructions()).isEqualTo(SpecFiles.read("moderate-listing.instructions.txt"));
    }

    @Test
    void writesTheContractOfTheGoldenFile() {
        var golden = Json.read(SpecFiles.read("moderate-listing.contract.json"), Contract.class);

        assertThat(COMPILED.contract()).isEqualTo(golden);
        assertThat(Json.text(COMPILED.contract())).isEqualTo(Json.text(golden));
    }

    @Test
    void keepsTitlePurposeAndExamples() {
        assertThat(COMPILED.title()).isEqualTo("Moderate a listing");
        assertThat(COMPILED.purpose())
                .startsWith("Decide what happens")
                .contains("\n\n- safety of buyers first,\n- fairness to sellers second.\n\n### Who")
                .endsWith("next to the listing.")
                .doesNotContain("---");
        assertThat(COMPILED.examples()).extracting(Example::title).containsExactly("An ordinary lamp", "A pistol");
        assertThat(COMPILED.examples().get(1).output().path("decision").asText())
                .isEqualTo("reject");
    }

    @Test
    void foldsEachRuleToOneLine() {
        assertThat(COMPILED.rules())
                .extracting(Rule::text)
                .containsExactly(
                        "Weapons, ammunition and explosives are rejected, whatever their age.",
                        "A price below a tenth of what such an item costs new needs a review, unless the title says \"broken\".",
                        "Review a listing that - asks for payment outside the marketplace, or"
                                + " - has a telephone number in its title.",
                        "[urgent]: set it only when someone could be hurt.");
    }

    @Test
    void commentsReachNoModel() {
        assertThat(Json.text(COMPILED)).doesNotContain("marketplace team");
    }

    @Test
    void lineEndsAndByteOrderMarkMakeNoDifference() {
        var compiler = new MarkdownSpecCompiler();

        assertThat(compiler.compile("\uFEFF" + SPEC.replace("\n", "\r\n"))).isEqualTo(COMPILED);
        assertThat(compiler.compile(SPEC.replace("\n", "\r"))).isEqualTo(COMPILED);
    }

    @Test
    void sectionsMayStandInAnyOrderAndCase() {
        int input = SPEC.indexOf("## Input");
        int output = SPEC.indexOf("## Output");
        int rules = SPEC.indexOf("## Rules");
        String reordered = SPEC.substring(0, input)
                + SPEC.substring(rules).replace("## Rules", "## RULES")
                + "\n"
                + SPEC.substring(output, rules)
                + SPEC.substring(input, output).replace("## Input", "## input ##");

        assertThat(new MarkdownSpecCompiler().compile(reordered)).isEqualTo(COMPILED);
    }

    @Test
    void numbersEqualThoseOfAStoredContract() {
        var stored = Json.read(Json.text(COMPILED.contract()), Contract.class);

        assertThat(stored).isEqualTo(COMPILED.contract());
    }
}
