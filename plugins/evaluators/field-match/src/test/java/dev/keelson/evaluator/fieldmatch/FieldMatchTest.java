package dev.keelson.evaluator.fieldmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import dev.keelson.plugin.api.evaluator.Evaluator;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules mean. */
class FieldMatchTest {
    private static final PluginContext CONTEXT = TestPluginContext.create();
    private static final String INPUT =
            "{'text':'My name is  José ÁLVAREZ, order 4711','lang':'es','n':2.0,'tags':['a','b']}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'field':'/a','equals':'x'} | {'a':'x'} | true",
                "{'field':'/a','equals':'x'} | {'a':'X'} | false",
                "{'field':'/a','equals':1} | {'a':1.0} | true",
                "{'field':'/a','equals':{'p':1,'q':[2]}} | {'a':{'q':[2.0],'p':1}} | true",
                "{'field':'/a','equals':[1,2]} | {'a':[2,1]} | false",
                "{'field':'/a','equals':null} | {'a':null} | true",
                "{'field':'/a','equals':null} | {} | true",
                "{'field':'/a','equals':null} | {'a':0} | false",
                "{'field':'/a','equals':'x'} | {} | false",
                "{'field':'/a','equals':'x','required':false} | {} | true",
                "{'field':'/a','equals':'x','required':false} | {'a':'y'} | false",
                "{'field':'','equals':'x'} | 'x' | true",
                "{'field':'/a/1/b~1c~0','equals':7} | {'a':[0,{'b/c~':7}]} | true",
                "{'field':'/a/01','equals':7} | {'a':[0,7]} | false",
                "{'field':'/a/2','equals':7} | {'a':[0,7]} | false",
                "{'field':'/a','oneOf':['x','y',null]} | {'a':'y'} | true",
                "{'field':'/a','oneOf':['x','y',null]} | {} | true",
                "{'field':'/a','oneOf':['x','y']} | {'a':'z'} | false",
                "{'field':'/a','matches':'[A-Z]{2}-[0-9]+'} | {'a':'AB-12'} | true",
                "{'field':'/a','matches':'[A-Z]{2}-[0-9]+'} | {'a':'AB-12x'} | false",
                "{'field':'/a','matches':'12'} | {'a':12} | false",
                "{'field':'/a','min':1,'max':5} | {'a':5} | true",
                "{'field':'/a','min':1,'max':5} | {'a':5.01} | false",
                "{'field':'/a','min':0.5} | {'a':0.49} | false",
                "{'field':'/a','max':3} | {'a':'2'} | false",
                "{'field':'/a','equalsInput':'/lang'} | {'a':'es'} | true",
                "{'field':'/a','equalsInput':'/lang'} | {'a':'ES'} | false",
                "{'field':'/a','equalsInput':'/n'} | {'a':2} | true",
                "{'field':'/a','equalsInput':'/missing'} | {'a':2} | false",
                "{'field':'/a','containedInInput':'/text'} | {'a':'josé  álvarez'} | true",
                "{'field':'/a','containedInInput':'/text'} | {'a':'Juan'} | false",
                "{'field':'/a','containedInInput':'/text'} | {'a':4711} | true",
                "{'field':'/a','containedInInput':'/text'} | {'a':['José','order']} | true",
                "{'field':'/a','containedInInput':'/text'} | {'a':['José','Madrid']} | false",
                "{'field':'/a','containedInInput':'/text'} | {'a':'  '} | false",
                "{'field':'/a','containedInInput':'/tags'} | {'a':'b'} | true",
                "{'field':'/a','containedInInput':''} | {'a':'es'} | true",
                "{'field':'/a','containedInInput':'/missing'} | {'a':'es'} | false",
                "{'field':'/a','containedInInput':'/text'} | {'a':1E999999999} | false",
                "{'field':'/a','max':3} | {'a':1E999999999} | false",
                "{'field':'/a','required':true} | {'a':false} | true",
                "{'field':'/a','required':true} | {'a':null} | false",
                "{'field':'/a','equals':1,'when':{'field':'/b','equals':'yes'}} | {'a':2,'b':'no'} | true",
                "{'field':'/a','equals':1,'when':{'field':'/b','equals':'yes'}} | {'a':2,'b':'yes'} | false",
                "{'field':'/a','equals':1,'when':{'field':'/b','equals':null}} | {'a':1} | true"
            })
    void judgesByTheRule(String rule, String output, boolean passes) {
        EvaluationScore score = judge("[" + rule + "]", output);

        assertThat(score.isPassed()).as(score.reason()).isEqualTo(passes);
        assertThat(score.value()).isEqualTo(passes ? 1 : 0);
    }

    @Test
    void scoresTheShareAndNamesWhatFails() {
        EvaluationScore score = judge(
                "[{'field':'/a','equals':'x'},{'field':'/b','oneOf':['p','q']},{'field':'/c','min':1,'max':3},"
                        + "{'field':'/d','required':true}]",
                "{'a':'x','b':'r','c':9}");

        assertThat(score.value()).isEqualTo(0.25);
        assertThat(score.reason())
                .isEqualTo("3 of 4 rules fail: /b is \"r\" (expected: one of [\"p\",\"q\"]); "
                        + "/c is 9 (expected: a number from 1 to 3); /d is missing (expected: a value)");
    }

    @Test
    void keepsReasonsShort() {
        EvaluationScore score = judge(
                "[" + "{'field':'/a','equals':'x'},".repeat(49) + "{'field':'/a','equals':'x'}]",
                "{'a':'" + "y".repeat(5_000) + "'}");

        assertThat(score.reason()).hasSizeLessThan(4_000).endsWith("and 30 more");
    }

    @Test
    void countsOnlyRulesThatApply() {
        EvaluationScore score = judge(
                "[{'field':'/a','equals':1},{'field':'/a','equals':2,'when':{'field':'/b','equals':true}}]", "{'a':1}");

        assertThat(score.value()).isEqualTo(1);
        assertThat(score.reason()).contains("1 rule");
    }

    @Test
    void staysLinearOnHostilePatterns() {
        String output = "{'a':'" + "a".repeat(50_000) + "!'}";

        EvaluationScore score = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> judge("[{'field':'/a','matches':'(a+)+(a|aa)*$'}]", output));

        assertThat(score.isPassed()).isFalse();
    }

    @Test
    void comparesWithTheExpectedOutputFieldByField() {
        EvaluationScore score =
                compare("{'a':1,'b':{'c':'x','d':[1,2]},'e':null}", "{'a':1.0,'b':{'c':'y','d':[1,2]},'f':1}");

        assertThat(score.value()).isEqualTo(0.75);
        assertThat(score.isPassed()).isFalse();
        assertThat(score.reason()).isEqualTo("1 of 4 fields fail: /b/c is \"y\" (expected: \"x\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'x' | 'x' | 1",
                "'x' | 'y' | 0",
                "[1,2] | [1,2] | 1",
                "{} | {} | 1",
                "{'a':1,'b':2} | 'text' | 0",
                "{'a':{'b':1}} | {'a':'text'} | 0"
            })
    void comparesOutputsOfEveryShape(String expected, String output, double value) {
        assertThat(compare(expected, output).value()).isEqualTo(value);
    }

    @Test
    void prefersRulesOverTheExpectedOutput() {
        EvaluationSample sample = EvaluationSample.of(Map.of(), json("{'a':1}")).withExpected(Map.of("a", 2));

        assertThat(Stages.value(evaluator("[{'field':'/a','equals':1}]").evaluate(sample))
                        .isPassed())
                .isTrue();
    }

    @Test
    void listsEveryProblemOfTheSettings() {
        assertThatThrownBy(() -> evaluator("[{'field':'a','equals':1},{'field':'/b'},{'field':'/c','matches':'(x'},"
                        + "{'field':'/d','min':5,'max':1},{'field':'/e','equals':1,'oneOf':[1]},7,"
                        + "{'field':'/f','equals':1,'wehn':{}},{'field':'/g','equals':1,'when':{'field':'x','equals':1}},"
                        + "{'field':'/h~2','required':true},{'field':'/i','oneOf':[]},{'field':'/j','min':'1'},"
                        + "{'field':'/k','equals':1,'required':'no'},{'field':'/l','equalsInput':7}]"))
                .isInstanceOfSatisfying(PluginException.class, failure -> {
                    assertThat(failure.type()).isEqualTo(ErrorType.CONFIG);
                    assertThat(String.valueOf(failure.getMessage()).split("; rules", -1))
                            .hasSize(13);
                    assertThat(failure.getMessage())
                            .contains(
                                    "rules[0].field: \"a\"",
                                    "rules[1]: has no check",
                                    "rules[2].matches",
                                    "rules[3].min: 5",
                                    "rules[4]: has [equals, oneOf]",
                                    "rules[5]: (expected: an object)",
                                    "rules[6].wehn: is not known",
                                    "rules[7].when.field",
                                    "rules[8].field",
                                    "rules[9].oneOf",
                                    "rules[10].min",
                                    "rules[11].required",
                                    "rules[12].equalsInput");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'x'", "[null]", "[{'field':'/a','required':false}]"})
    void refusesSettingsThatAreNoRules(String rules) {
        assertThatThrownBy(() -> evaluator(rules)).isInstanceOf(PluginException.class);
    }

    private static EvaluationScore judge(String rules, String output) {
        return Stages.value(evaluator(rules).evaluate(EvaluationSample.of(json(INPUT), json(output))));
    }

    private static EvaluationScore compare(String expected, String output) {
        Object wanted = json(expected);
        assertThat(wanted).isNotNull();
        EvaluationSample sample = EvaluationSample.of(Map.of(), json(output)).withExpected(wanted);
        return Stages.value(new FieldMatchFactory()
                .create(PluginConfig.of(Map.of()), CONTEXT)
                .evaluate(sample));
    }

    private static Evaluator evaluator(String rules) {
        Object setting = json(rules);
        assertThat(setting).isNotNull();
        return new FieldMatchFactory().create(PluginConfig.of(Map.of("rules", setting)), CONTEXT);
    }

    private static @Nullable Object json(String text) {
        return CONTEXT.json().read(text.replace('\'', '"'));
    }
}
