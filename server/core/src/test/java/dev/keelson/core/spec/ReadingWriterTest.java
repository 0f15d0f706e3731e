package dev.keelson.core.spec;

import static dev.keelson.core.spec.ProseSpecs.PROSE;
import static dev.keelson.core.spec.ProseSpecs.cited;
import static dev.keelson.core.spec.ProseSpecs.field;
import static dev.keelson.core.spec.ProseSpecs.idOf;
import static dev.keelson.core.spec.ProseSpecs.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.spec.ProseRead.ReadExample;
import dev.keelson.core.spec.ReadField.Form;
import dev.keelson.core.spec.ReadField.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a model read becomes a reading that compiles, whatever the model said. */
class ReadingWriterTest {

    @Test
    void everyFieldCitesItsSentenceAndRulesAreTheAuthorsWords() {
        Reading reading = write(PROSE, read(), null).reading();
        CompiledSpec compiled = compile(reading);

        assertThat(compiled.title()).isEqualTo("Complaint desk");
        assertThat(compiled.rules())
                .extracting(Rule::text)
                .containsExactly(
                        "Anything about glass or metal in the bread is dangerous.",
                        "Never promise a refund in the summary.",
                        "A complaint is serious if: - the customer is ill, or - it is the third one this month.");
        assertThat(compiled.purpose()).contains("We get complaints").doesNotContain("Never promise");
        assertThat(reading.sources())
                .extracting(FieldSource::pointer)
                .containsExactly(
                        "/input/subject", "/input/text", "/input/order_number", "/output/severity", "/output/summary");
        assertThat(reading.openAssumptions()).isEmpty();
        assertThat(compiled.contract().output().at("/properties/severity/enum"))
                .isEqualTo(Json.parse("[\"minor\",\"serious\",\"dangerous\"]"));
        assertThat(compiled.contract()
                        .input()
                        .at("/properties/order_number/pattern")
                        .asText())
                .isEqualTo("^B-[0-9]{4}$");
    }

    @Test
    void isTheSameForTheSameInput() {
        assertThat(write(PROSE, read(), null)).isEqualTo(write(PROSE, read(), null));
    }

    @Test
    void aCitationThatDoesNotHoldIsAnAssumption() {
        ProseRead read = new ProseRead(
                "",
                List.of(
                        field("phone", "string", Form.NONE, idOf("a subject"), "phone number"),
                        field("fax", "string", Form.NONE, "s-00000000", "a subject"),
                        field("age", "integer", Form.NONE, null, ""),
                        field("part", "string", Form.NONE, idOf("a subject"), "ubjec")),
                List.of(cited("severity", "string", "how severe")),
                List.of("s-00000000"),
                List.of());

        ReadingWriter.Written written = write(PROSE, read, null);

        assertThat(written.reading().openAssumptions())
                .extracting(FieldSource::pointer)
                .containsExactly("/input/phone", "/input/fax", "/input/age", "/input/part");
        assertThat(written.reading().openAssumptions().get(0).quote()).contains("does not have the words");
        assertThat(written.notes()).anyMatch(note -> note.contains("no sentence of the spec states"));
    }

    @Test
    void whatTheCompilerRefusesIsSimplifiedOrLeftOut() {
        Form reversed = new Form(false, false, "9", "1", null, List.of());
        ProseRead read = new ProseRead(
                "",
                List.of(
                        field("Order Number!", "string", Form.NONE, null, ""),
                        field("x", "string", reversed, null, ""),
                        field("y", "hologram", Form.NONE, null, ""),
                        field("__proto__", "string", Form.NONE, null, ""),
                        field("???", "string", Form.NONE, null, ""),
                        field("x", "integer", Form.NONE, null, "")),
                List.of(
                        field("scan", "pdf", Form.NONE, null, ""),
                        field("kind", "one of", Form.NONE, null, ""),
                        field("empty", "object", Form.NONE, null, ""),
                        field(
                                "tone",
                                "one of",
                                new Form(
                                        false,
                                        true,
                                        null,
                                        null,
                                        null,
                                        List.of(
                                                new Value("max 3", ""),
                                                new Value("a, b", "Both."),
                                                new Value("`", ""))),
                                null,
                                "")),
                List.of(),
                List.of(new ReadExample("bad", "{", "{}"), new ReadExample("unfit", "{}", "{}")));

        ReadingWriter.Written written = write(PROSE, read, null);
        CompiledSpec compiled = compile(written.reading());

        assertThat(compiled.contract().input().get("properties").properties())
                .extracting(entry -> entry.getKey())
                .containsExactly("order_number", "x", "y", "proto");
        assertThat(compiled.contract().output().at("/properties/scan/type").asText())
                .isEqualTo("string");
        assertThat(compiled.contract().output().at("/properties/tone/enum"))
                .isEqualTo(Json.parse("[\"max 3\",\"a, b\",null]"));
        assertThat(compiled.examples()).isEmpty();
        assertThat(written.notes()).hasSizeGreaterThan(5);
    }

    @Test
    void withoutAnyFieldTheAuthorIsAskedToAgreeToOne() {
        Reading reading = write(PROSE, new ProseRead("", List.of(), List.of(), List.of(), List.of()), null)
                .reading();

        assertThat(reading.openAssumptions())
                .extracting(FieldSource::pointer)
                .containsExactly("/input/text", "/output/answer");
    }

    @Test
    void nestedFieldsStandInsideTheirParents() {
        ProseRead read = new ProseRead(
                "",
                List.of(cited("customer/mail", "email", "customers")),
                List.of(cited("lines", "list of objects", "complaints"), cited("lines/amount", "number", "complaints")),
                List.of(),
                List.of());

        Reading reading = write(PROSE, read, null).reading();

        assertThat(reading.sources())
                .extracting(FieldSource::pointer)
                .containsExactly("/input/customer", "/input/customer/mail", "/output/lines", "/output/lines/amount");
        assertThat(compile(reading)
                        .contract()
                        .output()
                        .at("/properties/lines/items/properties/amount/type")
                        .asText())
                .isEqualTo("number");
    }

    @Test
    void changedWordsKeepTheContractByteForByte() {
        Reading first = write(PROSE, read(), null).reading();
        String changed =
                PROSE.replace("Never promise a refund", "Never promise money") + "\nEvery complaint names a shop.\n";
        var kept = new KeptContract(first.markdown(), compile(first).contract(), first.sources());
        ProseRead again = new ProseRead(
                "",
                List.of(field("shop", "string", Form.NONE, idOf(changed, "names a shop"), "a shop")),
                List.of(field("severity", "integer", Form.NONE, idOf(changed, "how severe"), "how severe")),
                List.of(idOf(changed, "Never promise"), idOf(changed, "names a shop")),
                List.of());

        Reading second = write(changed, again, kept).reading();

        assertThat(Json.text(compile(second).contract()))
                .isEqualTo(Json.text(compile(first).contract()));
        assertThat(compile(second).rules())
                .extracting(Rule::text)
                .containsExactly("Never promise money in the summary.", "Every complaint names a shop.");
        assertThat(second.openAssumptions()).isEmpty();
    }

    @Test
    void aKeptFieldWhoseWordsAreGoneIsAnAssumption() {
        Reading first = write(PROSE, read(), null).reading();
        String changed = PROSE.replace("Write a short summary, too.", "");
        var kept = new KeptContract(first.markdown(), compile(first).contract(), first.sources());

        Reading second = write(changed, new ProseRead("", List.of(), List.of(), List.of(), List.of()), kept)
                .reading();

        assertThat(second.openAssumptions()).extracting(FieldSource::pointer).containsExactly("/output/summary");
    }

    @Test
    void answersAreRulesWhateverTheModelSays() {
        String answered = PROSE + "\n## Answers\n\n- A tooth is glass, too. It counts.\n";

        Reading reading = write(answered, new ProseRead("", List.of(), List.of(), List.of(), List.of()), null)
                .reading();

        assertThat(compile(reading).rules())
                .extracting(Rule::text)
                .containsExactly("A tooth is glass, too. It counts.");
    }

    @Test
    void hostileTextAndFieldsAlwaysGiveAReadingThatCompiles() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String spec = "Some words that start it all.\n\n" + junk(random, 300) + "\n\n" + junk(random, 200);
            List<ReadField> fields = new ArrayList<>();
            for (int f = 0; f < 6; f++) {
                fields.add(junkField(random));
            }
            List<String> rules = SpecText.of(spec).sentences().stream()
                    .filter(each -> random.nextBoolean())
                    .map(Sentence::id)
                    .toList();
            var read = new ProseRead(junk(random, 30), fields, fields, rules, List.of());

            Reading reading = write(spec, read, null).reading();

            assertThat(reading.sources())
                    .hasSameSizeAs(ContractField.of(compile(reading).contract()));
        }
    }

    private static ReadField junkField(Random random) {
        List<String> types =
                List.of("one of", "list of one of", "object", "string", "list of objects", "integer", "pdf");
        var values = List.of(new Value(junk(random, 8), junk(random, 20)), new Value("ok", junk(random, 9)));
        var form = new Form(
                random.nextBoolean(), random.nextBoolean(), junk(random, 3), junk(random, 3), junk(random, 9), values);
        String path = random.nextBoolean() ? junk(random, 10) : "f" + random.nextInt(4) + "/" + junk(random, 4);
        return new ReadField(
                path, types.get(random.nextInt(types.size())), form, junk(random, 60), junk(random, 5), "", "");
    }

    private static String junk(Random random, int length) {
        String alphabet = "abc XYZ `*_#-+>|~<!&[](){}:;,.'\"/\\\n\n1) 2.= \t<b> ```\n## Input\n- ";
        var out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private static ReadingWriter.Written write(
            String spec, ProseRead read, @org.jspecify.annotations.Nullable KeptContract kept) {
        return ReadingWriter.write(SpecText.of(spec), read, kept);
    }

    private static CompiledSpec compile(Reading reading) {
        return new MarkdownSpecCompiler().compile(reading.markdown());
    }
}
