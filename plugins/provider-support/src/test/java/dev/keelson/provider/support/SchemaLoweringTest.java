package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas on their way to an upstream, and answers on their way back. */
class SchemaLoweringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string','minLength':2,'pattern':'a+'} | {'type':['string','null']}",
                "{'type':'string','pattern':'^a+$','format':'email'} | {'type':['string','null'],'pattern':'^a+$','format':'email'}",
                "{'type':'string','pattern':'^(?!x).*$','format':'iri'} | {'type':['string','null']}",
                "{'type':'integer','minimum':1,'default':3} | {'type':['integer','null'],'minimum':1}",
                "{'enum':['a','b']} | {'enum':['a','b',null],'type':['string','null']}",
                "{'const':'a'} | {'anyOf':[{'const':'a','type':'string'},{'type':'null'}]}",
                "{'type':['string','null']} | {'type':['string','null']}",
                "{'$ref':'#/$defs/d','description':'x'} | {'anyOf':[{'$ref':'#/$defs/d'},{'type':'null'}]}",
                "{'oneOf':[{'type':'string'},{'type':'integer'}]} | {'anyOf':[{'type':'string'},{'type':'integer'},{'type':'null'}]}",
                "{'allOf':[{'type':'string'},{'description':'x'}]} | {'type':['string','null'],'description':'x'}"
            })
    void makesAnOptionalPropertyNullable(String property, String expected) {
        LoweredSchema lowered = lower(
                "{'type':'object','properties':{'p':" + property + "},'$defs':{'d':{'type':'string','x-note':1}}}");

        assertThat(lowered.isStrict()).isTrue();
        assertThat(lowered.isRewritten()).isTrue();
        assertThat(lowered.lowered()).extractingByKey("properties").isEqualTo(Map.of("p", TestJson.json(expected)));
        assertThat(lowered.lowered().get("required")).isEqualTo(TestJson.json("['p']"));
        assertThat(lowered.lowered().get("$defs")).isEqualTo(TestJson.json("{'d':{'type':'string'}}"));
    }

    @Test
    void closesNestedObjectsAndKeepsTheirWords() {
        LoweredSchema lowered = lower("{'type':'object','title':'T','description':'D','properties':{'items':{'type':"
                + "'array','maxItems':3,'uniqueItems':true,'items':{'type':'object','properties':{'x-ray':{'type':"
                + "'boolean'}},'required':['x-ray']}}},'required':['items'],'x-keelson-rules':[]}");

        assertThat(lowered.isRewritten()).isFalse();
        assertThat(lowered.lowered())
                .isEqualTo(
                        TestJson.object("{'title':'T','description':'D','type':'object','properties':{'items':{'type':"
                                + "'array','maxItems':3,'items':{'type':'object','properties':{'x-ray':{'type':'boolean'}},"
                                + "'required':['x-ray'],'additionalProperties':false}}},'required':['items'],"
                                + "'additionalProperties':false}"));
    }

    @Test
    void unitesTheObjectsOfAnAllOf() {
        LoweredSchema lowered =
                lower("{'allOf':[{'type':'object','properties':{'a':{'type':'string'}},'required':['a']},"
                        + "{'properties':{'b':{'type':'string'}},'required':['b']}],'type':'object'}");

        assertThat(lowered.isStrict()).isTrue();
        assertThat(lowered.lowered().get("required")).isEqualTo(TestJson.json("['a','b']"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','additionalProperties':{'type':'string'}}",
                "{'type':'object'}",
                "{'type':'object','properties':{'a':{}}}",
                "{'type':'object','properties':{'a':true}}",
                "{'type':'object','properties':{'a':{'type':'array'}}}",
                "{'type':'object','properties':{'a':{'type':'object','patternProperties':{'^x':{'type':'string'}}}}}",
                "{'type':'object','properties':{'a':{'$ref':'https://example.com/s.json'}}}"
            })
    void sendsASchemaWithoutStrictFormAsItIs(String schema) {
        LoweredSchema lowered = lower(schema.substring(0, schema.length() - 1) + ",'x-mark':1}");

        assertThat(lowered.isStrict()).isFalse();
        assertThat(lowered.isRewritten()).isFalse();
        assertThat(lowered.lowered()).isEqualTo(TestJson.object(schema));
    }

    @Test
    void sendsASchemaOverTheLimitsAsItIs() {
        StringBuilder deep = new StringBuilder("{'type':'string'}");
        for (int i = 0; i < 12; i++) {
            deep.insert(0, "{'type':'object','properties':{'p':").append("},'required':['p']}");
        }

        assertThat(lower(deep.toString()).isStrict()).isFalse();
    }

    @Test
    void takesARecursiveSchema() {
        LoweredSchema lowered = lower("{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':"
                + "{'name':{'type':'string'},'next':{'$ref':'#/$defs/node'}},'required':['name']}}}");

        assertThat(lowered.isStrict()).isTrue();
        assertThat(lowered.lowered()).containsEntry("type", "object");
        assertThat(lowered.restore(TestJson.json("{'name':'a','next':{'name':'b','next':null}}")))
                .isEqualTo(TestJson.json("{'name':'a','next':{'name':'b'}}"));
    }

    @Test
    void restoresTheBranchThatHasTheProperty() {
        LoweredSchema lowered = lower("{'type':'object','properties':{'shape':{'anyOf':["
                + "{'type':'object','properties':{'kind':{'const':'circle'},'r':{'type':'number'}},'required':['kind']},"
                + "{'type':'object','properties':{'kind':{'const':'box'},'w':{'type':['number','null']}},"
                + "'required':['kind']}]}},'required':['shape']}");

        assertThat(lowered.restore(TestJson.json("{'shape':{'kind':'circle','r':null}}")))
                .isEqualTo(TestJson.json("{'shape':{'kind':'circle'}}"));
        assertThat(lowered.restore(TestJson.json("{'shape':{'kind':'box','w':null}}")))
                .isEqualTo(TestJson.json("{'shape':{'kind':'box','w':null}}"));
    }

    @Test
    void keepsReferencesOfAWishAliveAtItsRoot() {
        String open = "'d':{'type':'object','additionalProperties':{'type':'string'}}";
        LoweredSchema referred = lower("{'$ref':'#/$defs/d','$defs':{" + open + "}}");
        LoweredSchema wrapped = lower("{'type':'array','items':{'$ref':'#/$defs/d'},'$defs':{" + open + "}}");

        assertThat(referred.isStrict()).isFalse();
        assertThat(referred.lowered()).containsEntry("type", "object");
        assertThat(wrapped.lowered()).containsKeys("properties", "$defs");
        assertThat(wrapped.lowered().get("properties")).asString().doesNotContain("$defs=");
    }

    @Test
    void wrapsARootThatIsNoObject() {
        LoweredSchema lowered = lower("{'anyOf':[{'type':'string'},{'type':'null'}]}");

        assertThat(lowered.isWrapped()).isTrue();
        assertThat(lowered.lowered()).containsEntry("type", "object");
        Map<String, Object> answer = new HashMap<>();
        answer.put("value", null);
        assertThat(lowered.restore(answer)).isNull();
        assertThat(lowered.restore("unwrapped")).isEqualTo("unwrapped");
    }

    private static LoweredSchema lower(String schema) {
        return SchemaLowering.lower(TestJson.object(schema));
    }
}
