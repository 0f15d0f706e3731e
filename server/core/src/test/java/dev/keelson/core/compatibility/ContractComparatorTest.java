package dev.keelson.core.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import org.junit.jupiter.api.Test;

class ContractComparatorTest {
    private static final JsonNode TICKET = Json.parse("""
            {"type":"object","additionalProperties":false,"required":["text","queue"],
             "properties":{
               "text":{"type":"string","maxLength":2000,"description":"What the customer wrote"},
               "queue":{"type":"string","enum":["billing","shipping"],"description":"Who answers"},
               "note":{"type":["string","null"]}}}
            """);
    private static final JsonNode NODE = Json.parse("""
            {"type":"object","additionalProperties":false,"required":["value"],
             "properties":{"value":{"type":"integer"},"next":{"$ref":"#"}}}
            """);

    private final ContractComparator comparator = new ContractComparator();

    @Test
    void namesDirectionPointerRuleAndReasonOfAChange() {
        ContractComparison comparison =
                comparator.classify(contract(TICKET), contract(edited("\"shipping\"", "\"shipping\",\"legal\"")));

        assertThat(comparison.verdict()).isEqualTo(ChangeClass.RISKY);
        assertThat(comparison.changes())
                .extracting(ContractChange::direction, ContractChange::pointer, ContractChange::rule)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Direction.INPUT, "/properties/queue/enum", "input.enum.value-added"),
                        org.assertj.core.groups.Tuple.tuple(
                                Direction.OUTPUT, "/properties/queue/enum", "output.enum.value-added"));
        assertThat(comparison.changes().get(0).reason()).isEqualTo("the list of values has new ones: \"legal\"");
    }

    @Test
    void findsTheSameContractUnchanged() {
        assertThat(comparator.classify(contract(TICKET), contract(TICKET.deepCopy())))
                .isEqualTo(new ContractComparison(ChangeClass.NONE, java.util.List.of(), null));
    }

    @Test
    void recognisesARenamedProperty() {
        ContractComparison comparison =
                comparator.classify(contract(TICKET), contract(edited("\"queue\"", "\"lane\"")));

        assertThat(comparison.verdict()).isEqualTo(ChangeClass.BREAKING);
        assertThat(comparison.changes())
                .filteredOn(change -> change.rule().endsWith("property.renamed"))
                .extracting(ContractChange::pointer)
                .containsOnly("/properties/lane");
        assertThat(comparison.changes())
                .extracting(ContractChange::reason)
                .anyMatch(reason -> reason.endsWith(": queue -> lane"));
    }

    @Test
    void followsARecursiveSchemaOnce() {
        JsonNode widened = Json.parse(NODE.toString().replace("integer", "number"));

        ContractComparison comparison = comparator.classify(contract(NODE), contract(widened));

        assertThat(comparison.changes())
                .extracting(ContractChange::rule)
                .containsExactly("input.type.widened", "output.type.widened");
    }

    @Test
    void doesNotCallCompatibleWhatIsTooDeepToJudge() {
        assertThat(comparator
                        .classify(contract(nested(500, "string")), contract(nested(500, "integer")))
                        .verdict())
                .isEqualTo(ChangeClass.RISKY);
    }

    @Test
    void givesUpOnWhatIsTooLargeToJudge() {
        ContractComparison comparison = comparator.classify(contract(tangle(12)), contract(tangle(13)));

        assertThat(comparison.verdict()).isGreaterThanOrEqualTo(ChangeClass.RISKY);
        assertThat(comparison.changes()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void endsOnAReferenceToItself() {
        JsonNode loop = Json.parse("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}");

        assertThat(comparator.classify(contract(loop), contract(TICKET)).verdict())
                .isEqualTo(ChangeClass.RISKY);
        assertThat(comparator.classify(contract(loop), contract(loop)).verdict())
                .isEqualTo(ChangeClass.NONE);
    }

    @Test
    void endsOnReferencesThatDouble() {
        ObjectNode schema = Json.object();
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < 40; i++) {
            ArrayNode both = definitions.putObject("d" + i).putArray("allOf");
            both.addObject().put("$ref", "#/$defs/d" + (i + 1));
            both.addObject().put("$ref", "#/$defs/d" + (i + 1));
        }
        definitions.putObject("d40").put("description", "end");
        schema.put("$ref", "#/$defs/d0");

        assertThat(comparator.classify(contract(schema), contract(TICKET)).verdict())
                .isEqualTo(ChangeClass.RISKY);
    }

    @Test
    void showsAChangeByTheSmallestValueThatBreaks() {
        ContractComparison comparison =
                comparator.compare(contract(TICKET), contract(edited("\"maxLength\":2000", "\"maxLength\":1000")));

        assertThat(comparison.verdict()).isEqualTo(ChangeClass.BREAKING);
        CounterExample example = java.util.Objects.requireNonNull(comparison.counterExample());
        assertThat(example.direction()).isEqualTo(Direction.INPUT);
        assertThat(example.instance().path("text").asText()).hasSize(1_001);
        assertThat(example.instance().size())
                .as("properties, the required ones alone")
                .isEqualTo(2);
        assertThat(example.violations())
                .extracting(dev.keelson.core.error.Violation::pointer, dev.keelson.core.error.Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/text", "maxLength"));
    }

    @Test
    void prefersTheValueThatShowsTheWorstChange() {
        JsonNode next = Json.parse(edited("\"shipping\"", "\"shipping\",\"legal\"")
                .toString()
                .replace("\"maxLength\":2000", "\"maxLength\":9000"));

        CounterExample example = java.util.Objects.requireNonNull(
                comparator.compare(contract(TICKET), contract(next)).counterExample());

        assertThat(example.direction()).isEqualTo(Direction.OUTPUT);
        assertThat(example.violations())
                .extracting(dev.keelson.core.error.Violation::rule)
                .containsExactly("maxLength");
    }

    @Test
    void showsNoValueForACompatibleChange() {
        ContractComparison comparison = comparator.compare(
                new Contract(TICKET, TICKET), new Contract(edited("\"maxLength\":2000", "\"maxLength\":3000"), TICKET));

        assertThat(comparison.verdict()).isEqualTo(ChangeClass.COMPATIBLE);
        assertThat(comparison.counterExample()).isNull();
    }

    @Test
    void endsOnASchemaThatDemandsItselfWithoutEnd() {
        JsonNode endless =
                Json.parse("{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#\"}}}");

        assertThat(comparator.compare(contract(endless), contract(TICKET)).verdict())
                .isEqualTo(ChangeClass.BREAKING);
    }

    @Test
    void countsTheRecordedInputsThatWouldBreak() {
        RecordedTraffic traffic = RecordedTraffic.against(
                java.util.List.of(
                        Json.parse("{\"text\":\"a\",\"queue\":\"billing\"}"),
                        Json.parse("{\"text\":\"a\",\"queue\":\"returns\"}"),
                        Json.parse("{\"text\":\"a\",\"queue\":\"x\"}")),
                TICKET);

        assertThat(traffic.lookedAt()).isEqualTo(3);
        assertThat(traffic.wouldBreak()).isEqualTo(2);
        assertThat(java.util.Objects.requireNonNull(traffic.example())
                        .instance()
                        .path("queue")
                        .asText())
                .isEqualTo("x");
    }

    private static Contract contract(JsonNode both) {
        return new Contract(both, both);
    }

    private static JsonNode edited(String what, String by) {
        return Json.parse(TICKET.toString().replace(what, by));
    }

    private static JsonNode nested(int depth, String type) {
        ObjectNode schema = Json.object().put("type", type);
        for (int i = 0; i < depth; i++) {
            ObjectNode outer = Json.object().put("type", "object");
            outer.putObject("properties").set("a", schema);
            schema = outer;
        }
        return schema;
    }

    /** Alternatives within alternatives, none of which fits another. */
    private static JsonNode tangle(int least) {
        ObjectNode inner = Json.object().put("minLength", least);
        for (int level = 0; level < 12; level++) {
            ObjectNode outer = Json.object();
            for (int i = 0; i < 6; i++) {
                ObjectNode branch = outer.withArray("anyOf").addObject().put("minProperties", level * 7 + i);
                branch.putObject("properties").set("a", inner);
            }
            inner = level < 5 ? outer : Json.object().<ObjectNode>set("items", inner);
        }
        return inner;
    }
}
