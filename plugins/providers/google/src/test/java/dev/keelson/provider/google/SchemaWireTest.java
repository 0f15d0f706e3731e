package dev.keelson.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.testkit.Stages;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas in the keywords that Gemini accepts. */
class SchemaWireTest extends WireCase {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'const':'x'} | {'enum':['x'],'type':'string'}",
                "{'const':7} | {'enum':[7],'type':'number'}",
                "{'const':true} | {'type':'boolean'}",
                "{'const':null} | {'type':'null'}",
                "{'type':'integer','enum':[1,2]} | {'type':'integer','enum':[1,2]}",
                "{'type':['string','null'],'enum':['a',null]} | "
                        + "{'anyOf':[{'type':['string','null'],'enum':['a']},{'type':'null'}]}",
                "{'enum':[{'a':1},{'a':2}]} | {}",
                "{'type':'string','minLength':1,'maxLength':9,'pattern':'^a$'} | {'type':'string'}",
                "{'type':'number','minimum':1,'exclusiveMaximum':9,'multipleOf':2} | {'type':'number','minimum':1}",
                "{'type':'string','format':'date-time'} | {'type':'string','format':'date-time'}",
                "{'type':'string','format':'email'} | {'type':'string'}",
                "{'type':'string','x-keelson-values':{'a':'b'},'default':'a','examples':['a']} | {'type':'string'}",
                "{'type':'string','title':'T','description':'D'} | {'type':'string','title':'T','description':'D'}",
                "{'type':'array','items':{'const':1},'minItems':1,'maxItems':3,'uniqueItems':true} | "
                        + "{'type':'array','minItems':1,'maxItems':3,'items':{'enum':[1],'type':'number'}}",
                "{'type':'array','prefixItems':[{'type':'string','minLength':1}]} | "
                        + "{'type':'array','prefixItems':[{'type':'string'}]}",
                "{'type':'array','items':[{'type':'string'},true]} | "
                        + "{'type':'array','prefixItems':[{'type':'string'},{}]}",
                "{'oneOf':[{'type':'string'},{'type':'null'}]} | {'anyOf':[{'type':'string'},{'type':'null'}]}",
                "{'type':'object'} | {'type':'object'}",
                "{'type':'object','properties':{},'additionalProperties':false} | "
                        + "{'type':'object','additionalProperties':false}",
                "{'type':'object','additionalProperties':{'const':'x'}} | "
                        + "{'type':'object','additionalProperties':{'enum':['x'],'type':'string'}}",
                "{'type':'object','properties':{'b':true},'required':['b','gone'],'minProperties':1} | "
                        + "{'type':'object','properties':{'b':{}},'required':['b']}",
                "{'allOf':[{'type':'object','properties':{'b':{'type':'string'}}},{'required':['b']}]} | "
                        + "{'type':'object','properties':{'b':{'type':'string'}},'required':['b']}",
                "{'$ref':'#/definitions/d','description':'gone'} | {'$ref':'#/$defs/d'}",
                "{'$ref':'#/properties/z'} | {'type':'string'}",
                "{'$ref':'https://example.com/s'} | {}"
            })
    void lowersWhatIsInAProperty(String property, String expected) {
        Map<String, Object> schema = object("{'$schema':'https://json-schema.org/draft/2020-12/schema','$id':'x',"
                + "'type':'object','properties':{'a':" + property + ",'z':{'type':'string','minLength':2}},"
                + "'definitions':{'d':{'type':'string','maxLength':5}}}");

        Map<String, Object> lowered = lowered(schema);

        assertThat(at(lowered, "properties/a")).isEqualTo(json(expected));
        assertThat(at(lowered, "$defs/d")).isEqualTo(Map.of("type", "string"));
        assertThat(lowered.keySet()).isEqualTo(Set.of("type", "properties", "$defs"));
    }

    @Test
    void keepsTheOrderOfProperties() {
        Map<String, Object> lowered = lowered(
                object(
                        "{'type':'object','properties':{'reason':{'type':'string'},'answer':{'type':'string'},'a':{'type':'string'}}}"));

        assertThat(at(lowered, "properties"))
                .isInstanceOfSatisfying(
                        Map.class,
                        properties ->
                                assertThat(properties.keySet().toArray()).containsExactly("reason", "answer", "a"));
    }

    @Test
    void takesRootsThatAreNoObjects() {
        assertThat(lowered(object("{'type':'array','items':{'type':'string','minLength':1}}")))
                .isEqualTo(object("{'type':'array','items':{'type':'string'}}"));
        assertThat(lowered(object("{'enum':['yes','no']}"))).isEqualTo(object("{'enum':['yes','no'],'type':'string'}"));
        assertThat(lowered(object("{'type':'object','additionalProperties':{'type':'integer'}}")))
                .isEqualTo(object("{'type':'object','additionalProperties':{'type':'integer'}}"));
    }

    @Test
    void replacesAReferenceAtTheTop() {
        assertThat(lowered(object("{'$ref':'#/$defs/d','$defs':{'d':{'type':'object','properties':"
                        + "{'a':{'type':'string'}}}}}")))
                .containsEntry("type", "object")
                .containsKeys("properties", "$defs")
                .doesNotContainKey("$ref");
    }

    @Test
    void makesPropertiesThatLeadIntoACycleOptional() {
        Map<String, Object> lowered = lowered(object("{'type':'object','properties':{'tree':{'$ref':'#/$defs/node'},"
                + "'name':{'type':'string'}},'required':['tree','name'],'$defs':{'node':{'type':'object','properties':"
                + "{'label':{'$ref':'#/$defs/label'},'children':{'type':'array','items':{'$ref':'#/$defs/node'}}},"
                + "'required':['label','children']},'label':{'type':'string'}}}"));

        assertThat(at(lowered, "required")).isEqualTo(json("['name']"));
        assertThat(at(lowered, "$defs/node/required")).isEqualTo(json("['label']"));
    }

    @Test
    void endsTheUnrollingOfARecursiveRoot() {
        Map<String, Object> lowered =
                lowered(object("{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}}}"));

        assertThat(at(lowered, "properties/a/properties/b")).isEqualTo(Map.of());
    }

    @Test
    void boundsSchemasThatAreTooDeep() {
        String deep = "{'type':'array','items':".repeat(60) + "{}" + "}".repeat(60);

        assertThat(lowered(object(deep))).containsEntry("type", "array");
    }

    @Test
    void lowersEachOutputSchemaOnce() {
        var counting = new CountingSchema(object("{'type':'object','properties':{'a':{'type':'string'}}}"));
        var schema = OutputSchema.of("answer", counting);
        var provider = provider();
        upstream.respond(request -> answer(STOP));

        for (int i = 0; i < 3; i++) {
            assertThat(Stages.value(provider.chat(
                                    question().outputSchema(schema).build()))
                            .content())
                    .isEqualTo("ok");
            counting.mark();
        }

        assertThat(counting.readsAfterFirstMark()).isZero();
        assertThat(at(object(upstream.lastRequest().body()), "generationConfig/responseJsonSchema/type"))
                .isEqualTo("object");
    }

    private Map<String, Object> lowered(Map<String, Object> schema) {
        Map<String, Object> sent = sentFor(question().outputSchema(OutputSchema.of("answer", schema)));
        Object lowered = at(sent, "generationConfig/responseJsonSchema");
        assertThat(lowered).isInstanceOf(Map.class);
        @SuppressWarnings("unchecked") // a JSON object has text keys
        Map<String, Object> map = (Map<String, Object>) lowered;
        return map;
    }

    /** Tells whether anybody still looks into it. */
    private static final class CountingSchema extends AbstractMap<String, Object> {
        private final Map<String, Object> schema;
        private final AtomicInteger reads = new AtomicInteger();
        private int firstMark = -1;

        CountingSchema(Map<String, Object> schema) {
            this.schema = schema;
        }

        void mark() {
            firstMark = firstMark < 0 ? reads.get() : firstMark;
        }

        int readsAfterFirstMark() {
            assertThat(firstMark).isPositive();
            return reads.get() - firstMark;
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            reads.incrementAndGet();
            return schema.entrySet();
        }
    }
}
