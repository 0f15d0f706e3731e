package dev.keelson.core.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the one promise of the engine: it never calls compatible what a value disproves. Random pairs of schemas are
 * judged without the engine's own cross-check, then values are sought that one side accepts and the other refuses. A pair
 * is repeated by its seed: {@code -Dkeelson.seed=...}.
 */
class SoundnessTest {
    private static final List<JsonNode> REALISTIC = List.of(Json.parse("""
            {"type":"object","additionalProperties":false,"required":["text","queue"],
             "properties":{
               "text":{"type":"string","minLength":1,"maxLength":200,"description":"What the customer wrote"},
               "queue":{"type":"string","enum":["billing","shipping","other"],"description":"Who answers"},
               "urgency":{"type":"integer","minimum":1,"maximum":5},
               "tags":{"type":"array","items":{"type":"string","maxLength":20},"maxItems":5,"uniqueItems":true},
               "due":{"type":["string","null"],"format":"date"}},
             "$defs":{"d":{"type":"string"},"e":{"type":"integer"}}}
            """), Json.parse("""
            {"type":"object","required":["lines"],
             "properties":{
               "lines":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/d"}},
               "total":{"type":"number","minimum":0,"multipleOf":0.01},
               "party":{"oneOf":[
                 {"type":"object","required":["a"],"properties":{"a":{"const":"person"},"name":{"type":"string"}}},
                 {"type":"object","required":["a"],"properties":{"a":{"const":"firm"},"vat":{"type":"string"}}}]}},
             "$defs":{
               "d":{"type":"object","required":["a"],"additionalProperties":false,
                    "properties":{"a":{"type":"string"},"b":{"type":"integer"},"c1":{"$ref":"#/$defs/e"}}},
               "e":{"anyOf":[{"type":"string","minLength":1},{"type":"null"}]}}}
            """));

    @Test
    void neverCallsCompatibleWhatAValueDisproves() {
        check(3_000, Long.getLong("keelson.seed", 20_260_725L), 120);
    }

    @Test
    @Tag("soak")
    void neverCallsCompatibleWhatAValueDisprovesInManyPairs() {
        check(Integer.getInteger("keelson.pairs", 100_000), Long.getLong("keelson.seed", 1L), 150);
    }

    private static void check(int pairs, long firstSeed, int instances) {
        Tally contracts = new Tally();
        Tally random = new Tally();
        List<String> unsound = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + pairs; seed++) {
            Example example = Example.of(seed);
            Tally tally = example.realistic() ? contracts : random;
            tally.judge(example, instances).ifPresent(unsound::add);
            if (unsound.size() > 10) {
                break;
            }
        }
        System.out.println("Compatibility, seeds from " + firstSeed + ", changed contracts: " + contracts);
        System.out.println("Compatibility, seeds from " + firstSeed + ", random schemas: " + random);
        assertThat(unsound).as("pairs that a value disproves").isEmpty();
        assertThat(contracts.compatible).as("pairs called compatible").isPositive();
        assertThat(contracts.shown).as("breaking pairs shown by a value").isPositive();
    }

    /** Counts over all pairs. */
    private static final class Tally {
        private int judged;
        private int compatible;
        private int risky;
        private int breaking;
        private int shown;

        Optional<String> judge(Example example, int instances) {
            List<ContractChange> changes =
                    ContractComparator.changes(example.direction(), example.old(), example.next());
            ChangeClass verdict = ContractComparator.comparison(changes).verdict();
            Optional<CounterExample> found =
                    new CounterExamples(instances).find(example.direction(), example.old(), example.next(), changes);
            count(verdict, found.isPresent());
            if (Values.same(Contract.assertions(example.old()), Contract.assertions(example.next()))) {
                assertThat(verdict).as("same digest, %s", example).isLessThanOrEqualTo(ChangeClass.BEHAVIOUR);
            }
            boolean disproved = found.isPresent() && verdict.compareTo(ChangeClass.COMPATIBLE) <= 0;
            return disproved ? Optional.of(example + "\n  " + changes + "\n  " + found.get()) : Optional.empty();
        }

        private void count(ChangeClass verdict, boolean found) {
            judged++;
            compatible += verdict.compareTo(ChangeClass.COMPATIBLE) <= 0 ? 1 : 0;
            risky += verdict == ChangeClass.RISKY ? 1 : 0;
            breaking += verdict == ChangeClass.BREAKING ? 1 : 0;
            shown += verdict == ChangeClass.BREAKING && found ? 1 : 0;
        }

        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT,
                    "%d pairs, %d up to compatible, %d risky, %d breaking, of these %.1f %% without a value that shows it",
                    judged,
                    compatible,
                    risky,
                    breaking,
                    breaking == 0 ? 0 : 100.0 * (breaking - shown) / breaking);
        }
    }

    /** Two schemas, the new one a change of a realistic contract, of a random schema, or another random one. */
    private record Example(long seed, boolean realistic, Direction direction, JsonNode old, JsonNode next) {

        static Example of(long seed) {
            Random random = new Random(seed);
            RandomSchemas schemas = new RandomSchemas(random);
            boolean realistic = random.nextInt(3) == 0;
            JsonNode old = realistic ? REALISTIC.get(random.nextInt(REALISTIC.size())) : schemas.document();
            JsonNode next = !realistic && random.nextInt(5) == 0 ? schemas.document() : schemas.changed(old);
            Direction direction = random.nextBoolean() ? Direction.INPUT : Direction.OUTPUT;
            return new Example(seed, realistic, direction, old, next);
        }
    }
}
