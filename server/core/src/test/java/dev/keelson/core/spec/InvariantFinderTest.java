package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.spec.InvariantFinder.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvariantFinderTest {
    private static final String SPEC = """
            # A ticket

            ## Purpose
            Sort.

            ## Input
            - `plan` (one of free, team): The plan.
            - `age` (integer, optional): Days.
            - `id` (string): Number.
            - `customer` (object): Who.
              - `vip` (boolean): Important.

            ## Output
            - `queue` (one of billing, technical, urgent care): Who.
            - `urgent` (boolean): Now.
            - `note` (string, nullable): Words.
            - `id` (string): Number.
            - `score` (number, optional): How sure.
            - `labels` (list of strings): Words.
            - `start` (date, optional): First day.
            - `end` (date, optional): Last day.

            ## Rules
            - RULE
            """;
    private static final String INPUT = "{'plan':'team','age':3,'id':'1','customer':{'vip':true}}";
    private static final String OUTPUT =
            "{'queue':'billing','urgent':true,'note':null,'id':'1','score':0.5,'labels':['a','b']}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "If `plan` is `team`, `urgent` is true.|'urgent':true|'urgent':false",
                "When `customer.vip` is `true`, `queue` must be `billing` and `urgent` must be true|'x':1|'queue':'technical'",
                "`urgent` must be false unless `queue` is one of `billing` or `urgent care`.|'queue':'billing'|'queue':'technical'",
                "Unless `queue` is `technical`, `note` is null|'note':null|'note':'x'",
                "`note` is never null when `urgent` is false.|'urgent':true|'urgent':false",
                "`labels` has at most 2 items.|'labels':[]|'labels':['a','b','c']",
                "`labels` must have at least 1 item|'labels':['a']|'labels':[]",
                "`note` has fewer than 5 characters|'note':'four'|'note':'fives'",
                "`score` is at most 0.9.|'score':0.9|'score':0.91",
                "`score` must be above 0 and `score` must be below 1|'score':0.1|'score':0",
                "If `age` is more than 2 and `plan` is not `free`, `queue` is not `technical`.|'x':1|'queue':'technical'",
                "If `plan` is `free` or `age` is at least 3, then `urgent` is true|'urgent':true|'urgent':false",
                "`queue` must never be `urgent care`|'queue':'billing'|'queue':'urgent care'",
                "If `note` is set, `urgent` is false|'note':null|'note':'x'",
                "If `input.id` is \"1\", `output.id` is \"1\"|'id':'1'|'id':'2'"
            })
    void readsASentenceThatLeavesNoRoom(String rule, String kept, String broken) {
        Found found = find(rule);

        assertThat(found.unchecked()).isEmpty();
        assertThat(found.invariants()).singleElement().satisfies(invariant -> {
            assertThat(invariant.ruleId()).isEqualTo(RuleIds.of(rule));
            assertThat(invariant.text()).isEqualTo(rule);
        });
        CompiledSchema schema = CompiledSchema.of(found.invariants().get(0).schema());
        assertThat(schema.validate(both(kept))).isEmpty();
        assertThat(schema.validate(both(broken))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If `plan` is `gold`, `urgent` is true.",
                "If `unknown` is true, `urgent` is true.",
                "If `id` is \"1\", `urgent` is true.",
                "If `queue` is `billing`, `plan` is `team`.",
                "`end` is not before `start`",
                "`output.id` must be `input.id`",
                "If `plan` is `team`, `urgent` is usually true.",
                "`urgent` is true.",
                "`urgent` is true only if `plan` is `team`.",
                "If `plan` is `team` and `age` is 3 or `urgent` is true, `queue` is `billing`.",
                "If `plan` is `team`, `urgent` is true. Else it is false.",
                "If `plan` is `team`, `urgent` is true, unless the customer is happy.",
                "An angry customer is `urgent`.",
                "`labels` has at most 1.5 items",
                "Sort: be quick!"
            })
    void guessesAtNothingElse(String rule) {
        Found found = find(rule);

        assertThat(found.invariants()).isEmpty();
        assertThat(found.unchecked())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).isNotBlank());
    }

    @Test
    void holdsNothingAgainstTheModelThatTheAuthorsExampleBreaks() {
        CompiledSpec spec = compile("`urgent` must be true");
        Example example =
                new Example("A calm one", json(INPUT), both("'urgent':false").get("output"));

        Found found = InvariantFinder.find(spec.rules(), spec.contract(), List.of(example));

        assertThat(found.invariants()).isEmpty();
        assertThat(found.unchecked().get(0).reason()).contains("A calm one");
    }

    @Test
    void compilingASpecFindsThem() {
        assertThat(compile("`urgent` must be true").invariants()).hasSize(1);
    }

    private static Found find(String rule) {
        CompiledSpec spec = compile(rule);
        return InvariantFinder.find(spec.rules(), spec.contract(), List.of());
    }

    private static CompiledSpec compile(String rule) {
        return new MarkdownSpecCompiler().compile(SPEC.replace("RULE", rule));
    }

    private static JsonNode both(String change) {
        JsonNode output = json(OUTPUT);
        JsonNode changes = json("{" + change + "}");
        changes.properties().stream()
                .filter(each -> !each.getKey().equals("x"))
                .forEach(each ->
                        ((com.fasterxml.jackson.databind.node.ObjectNode) output).set(each.getKey(), each.getValue()));
        return InvariantFinder.together(json(INPUT), output);
    }

    private static JsonNode json(String quoted) {
        return Json.parse(quoted.replace('\'', '"'));
    }
}
