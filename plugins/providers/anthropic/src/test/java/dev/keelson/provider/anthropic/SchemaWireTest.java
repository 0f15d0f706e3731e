package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Enforced answers, and tools. */
class SchemaWireTest extends WireCase {
    private static final String ORDER =
            "{'type':'object','properties':{'number':{'type':'string'}},'required':['number']}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer','minimum':1} | {'type':'integer','description':'Constraints: {\\\"minimum\\\":1}'}",
                "{'type':'string','description':'Name','maxLength':5,'pattern':'^a'} | {'type':'string',"
                        + "'description':'Name\\n\\nConstraints: {\\\"maxLength\\\":5,\\\"pattern\\\":\\\"^a\\\"}'}",
                "{'type':'string','format':'uri'} | {'type':'string','format':'uri'}",
                "{'type':'string','format':'regex'} | {'type':'string',"
                        + "'description':'Constraints: {\\\"format\\\":\\\"regex\\\"}'}",
                "{'enum':['a',null],'default':'a','title':'T'} | {'enum':['a',null],'default':'a','description':'T'}",
                "{'const':3,'x-keelson-values':{'3':'three'},'$comment':'c'} | {'const':3}",
                "{'type':['string','null']} | {'type':['string','null']}",
                "{'type':'array','items':{'type':'string'},'minItems':1} | "
                        + "{'type':'array','items':{'type':'string'},'minItems':1}",
                "{'type':'array','items':{'type':'string'},'minItems':2,'uniqueItems':true} | "
                        + "{'type':'array','items':{'type':'string'},"
                        + "'description':'Constraints: {\\\"minItems\\\":2,\\\"uniqueItems\\\":true}'}",
                "{'oneOf':[{'type':'string'},{'type':'null'}]} | {'anyOf':[{'type':'string'},{'type':'null'}]}",
                "{'allOf':[{'type':'string'},{'description':'d'}]} | {'type':'string','description':'d'}",
                "{'type':'object','properties':{'a':{'type':'string'}}} | {'type':'object','properties':"
                        + "{'a':{'type':'string'}},'required':[],'additionalProperties':false}"
            })
    void sendsAPropertyInTheAcceptedKeywords(String property, String expected) {
        send(question().outputSchema(schema("{'type':'object','properties':{'p':" + property + "},'required':['p']}")));

        assertThat(formatSent())
                .isEqualTo(object("{'type':'object','properties':{'p':" + expected
                        + "},'required':['p'],'additionalProperties':false}"));
    }

    @Test
    void carriesTheDefinitionsInUseUnderOneName() {
        send(question().outputSchema(schema("""
                {'type':'object','required':['a','b'],'additionalProperties':false,
                 'properties':{'a':{'$ref':'#/definitions/address'},'b':{'$ref':'#/$defs/name','title':'gone'}},
                 'definitions':{'address':{'type':'object','properties':{'of':{'$ref':'#/$defs/name'}},
                   'required':['of']}},
                 '$defs':{'name':{'type':'string','minLength':1},'unused':{'type':'string'}}}""")));

        assertThat(formatSent()).isEqualTo(object("""
                {'type':'object','required':['a','b'],'additionalProperties':false,
                 'properties':{'a':{'$ref':'#/$defs/address'},'b':{'$ref':'#/$defs/name'}},
                 '$defs':{'address':{'type':'object','properties':{'of':{'$ref':'#/$defs/name'}},
                   'required':['of'],'additionalProperties':false},
                  'name':{'type':'string','description':'Constraints: {\\"minLength\\":1}'}}}"""));
    }

    @Test
    void foldsReferencesInsideOfAllOf() {
        send(question().outputSchema(schema("""
                {'allOf':[{'$ref':'#/$defs/base'},{'type':'object','properties':{'b':{'type':'string'}}}],
                 '$defs':{'base':{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}}}""")));

        assertThat(formatSent()).isEqualTo(object("""
                {'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},
                 'required':['a'],'additionalProperties':false}"""));
    }

    @Test
    void wrapsARootThatIsNoObjectAndTakesTheAnswerOut() {
        var request = question().outputSchema(schema("{'type':'array','items':{'type':'string'}}"));
        String body =
                HELLO.replace("'Hello'", "'{#value#:[#a#]}'").replace("'", "\"").replace("#", "\\\"");
        upstream.enqueue(StubAnswer.json(200, body));
        ChatResponse whole = Stages.value(provider().chat(request.build()));

        assertThat(formatSent().get("properties"))
                .isEqualTo(object("{'value':{'type':'array','items':{'type':'string'}}}"));
        assertThat(whole.content()).isEqualTo("[\"a\"]");

        upstream.enqueue(StubAnswer.json(200, body));
        assertThat(wholeOf(stream(request)).content()).isEqualTo("[\"a\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','additionalProperties':{'type':'string'}}",
                "{'type':'object'}",
                "{'type':'object','properties':{'c':{'$ref':'#'}}}",
                "{'type':'object','properties':{'c':{'$ref':'#/$defs/n'}},"
                        + "'$defs':{'n':{'type':'object','properties':{'next':{'$ref':'#/$defs/n'}}}}}",
                "{'type':'object','properties':{'any':true}}",
                "{'type':'object','properties':{'any':{}}}"
            })
    void saysASchemaInWordsThatCanNotBeCompiled(String schema) {
        ChatResponse response = ask(question().outputSchema(schema(schema)));

        assertThat(sent()).doesNotContainKey("output_config");
        assertThat(sent("system").toString()).contains("JSON Schema", quoted(schema));
        assertThat(response.notes()).singleElement().asString().contains("in words");
    }

    @Test
    void copesWithPartsThatMultiplyWithoutEnd() {
        String parts = "{'$ref':'#/$defs/n'},".repeat(40);

        ChatResponse response = ask(question()
                .outputSchema(schema("{'$ref':'#/$defs/n','$defs':{'n':{'allOf':[" + parts + "{'type':'object'}]}}}")));

        assertThat(response.notes()).singleElement().asString().contains("in words");
    }

    @Test
    void saysASchemaInWordsToAModelThatEnforcesNone() {
        send(question("claude-3-haiku-20240307").outputSchema(schema(ORDER)));

        assertThat(sent()).doesNotContainKey("output_config");
        assertThat(sent("system").toString()).contains(quoted(ORDER));
    }

    @Test
    void saysASchemaInWordsThatHasTooManyOptionalProperties() {
        send(question().outputSchema(OutputSchema.of("wide", wide(24))));
        assertThat(sent()).containsKey("output_config");

        send(question().outputSchema(OutputSchema.of("wider", wide(25))));
        assertThat(sent()).doesNotContainKey("output_config");
    }

    @Test
    void rewritesASchemaOnce() {
        AtomicInteger reads = new AtomicInteger();
        Set<Map.Entry<String, Object>> entries = object(ORDER).entrySet();
        OutputSchema schema = OutputSchema.of("order", new AbstractMap<>() {
            @Override
            public Set<Map.Entry<String, Object>> entrySet() {
                reads.incrementAndGet();
                return entries;
            }
        });
        Provider provider = provider();
        assertThat(ask(provider, question().outputSchema(schema)).notes()).isEmpty();
        int first = reads.get();

        assertThat(ask(provider, question().outputSchema(schema)).notes()).isEmpty();

        assertThat(first).isPositive();
        assertThat(reads).hasValue(first);
        assertThat(sent()).containsKey("output_config");
    }

    @Test
    void sendsStrictToolsAndTheirParallelSwitch() {
        send(question().tools(List.of(tool("find-order", ORDER))).parallelToolCalls(false));

        assertThat(sent("tools")).isEqualTo(json("""
                [{'name':'find-order','description':'Finds.','strict':true,'input_schema':
                  {'type':'object','properties':{'number':{'type':'string'}},'required':['number'],
                   'additionalProperties':false}}]"""));
        assertThat(sent("tool_choice")).isEqualTo(json("{'type':'auto','disable_parallel_tool_use':true}"));
    }

    @Test
    void leavesTheChoiceOfToolsToTheModel() {
        send(question().tools(List.of(tool("find-order", ORDER))));

        assertThat(sent()).doesNotContainKey("tool_choice");
    }

    @Test
    void keepsDefinitionsOfAToolThatIsNotStrictAndPlainsItsRoot() {
        send(question().tools(List.of(tool("find-order", """
                {'properties':{'n':{'$ref':'#/$defs/n'}},'anyOf':[{'required':['n']}],'description':'D',
                 '$defs':{'n':{'type':'object','additionalProperties':{'type':'string'}}}}"""))));

        Map<?, ?> sentTool = (Map<?, ?>) ((List<?>) sent("tools")).get(0);
        assertThat(sentTool.get("strict")).isNull();
        Map<?, ?> input = (Map<?, ?>) Objects.requireNonNull(sentTool.get("input_schema"));
        assertThat(input.get("type")).isEqualTo("object");
        assertThat(input.get("anyOf")).isNull();
        assertThat(input.get("$defs")).isNotNull();
        assertThat(String.valueOf(input.get("description"))).startsWith("D").contains("anyOf");
    }

    @Test
    void plainsARootThatIsAReference() {
        send(question().tools(List.of(tool("walk", """
                {'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{
                 'next':{'$ref':'#/$defs/node'}}}}}"""))));

        assertThat(sent("tools")).isEqualTo(json("""
                [{'name':'walk','description':'Finds.','input_schema':{'type':'object',
                  'properties':{'next':{'$ref':'#/$defs/node'}},
                  '$defs':{'node':{'type':'object','properties':{'next':{'$ref':'#/$defs/node'}}}}}}]"""));
    }

    @Test
    void makesNoMoreToolsStrictThanTheUpstreamCompiles() {
        List<ToolSpec> many =
                IntStream.range(0, 22).mapToObj(i -> tool("tool-" + i, ORDER)).toList();

        send(question().tools(many));

        assertThat((List<?>) sent("tools"))
                .filteredOn(tool -> ((Map<?, ?>) tool).containsKey("strict"))
                .hasSize(20);
    }

    @Test
    void sendsBothEffortAndFormat() {
        send(question().outputSchema(schema(ORDER)).reasoningEffort(ReasoningEffort.HIGH));

        assertThat((Map<?, ?>) sent("output_config")).hasSize(2);
    }

    @Test
    void offersTheUpstreamsSearchAndSaysTheSchemaInWordsThen() {
        send(question().webSearch(true).outputSchema(schema(ORDER)).tools(List.of(tool("find-order", ORDER))));

        assertThat(sent("tools").toString()).contains("find-order", "web_search_20250305");
        assertThat(sent()).doesNotContainKey("output_config");
    }

    private Map<?, ?> formatSent() {
        Map<?, ?> format = (Map<?, ?>) ((Map<?, ?>) sent("output_config")).get("format");
        assertThat(format).isNotNull();
        assertThat((Object) format.get("type")).isEqualTo("json_schema");
        return (Map<?, ?>) Objects.requireNonNull(format.get("schema"));
    }

    private static ToolSpec tool(String name, String schema) {
        return ToolSpec.of(name, "Finds.", object(schema));
    }

    private static Map<String, Object> wide(int optional) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < optional; i++) {
            properties.put("p" + i, Map.of("type", "string"));
        }
        return Map.of("type", "object", "properties", properties);
    }
}
