package dev.keelson.provider.openai;

import static dev.keelson.provider.openai.WireCase.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.testkit.TestPluginContext;
import dev.keelson.provider.support.LoweredSchema;
import dev.keelson.provider.support.SchemaKeywords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas within the limits that only OpenAI has. */
class StrictFormTest {

    @Test
    void takesOutTheLargestEnumsWhenThereAreTooManyValues() {
        LoweredSchema form =
                StrictForm.of(schema(Map.of("large", values(700, 3), "other", values(301, 3), "small", values(3, 3))));

        assertThat(form.isStrict()).isTrue();
        assertThat(property(form, "large")).isEqualTo(Map.of("type", "string"));
        assertThat(property(form, "other")).containsKey("enum");
        assertThat(property(form, "small")).containsKey("enum");
    }

    @Test
    void keepsAsManyValuesAsAreAllowed() {
        LoweredSchema form = StrictForm.of(schema(Map.of("a", values(500, 3), "b", values(500, 3))));

        assertThat(property(form, "a")).containsKey("enum");
        assertThat(property(form, "b")).containsKey("enum");
    }

    @Test
    void takesOutAnEnumWhoseValuesAreTooLong() {
        LoweredSchema form = StrictForm.of(schema(Map.of("many", values(251, 60), "few", values(250, 61))));

        assertThat(property(form, "many")).isEqualTo(Map.of("type", "string"));
        assertThat(property(form, "few")).containsKey("enum");
        assertThat(form.original().toString()).contains("enum");
    }

    @Test
    void goesOutAsAWishWhenItsNamesAreTooLong() {
        Map<String, Object> properties = new LinkedHashMap<>();
        IntStream.range(0, 1_300).forEach(i -> properties.put(i + "n".repeat(95), Map.of("type", "string")));
        var schema = Map.<String, Object>of("type", "object", "properties", properties, "required", List.of());

        assertThat(StrictForm.of(schema).isStrict()).isFalse();
    }

    @Test
    void letsTheObjectsOfAUnionStartWithDifferentKeys() {
        LoweredSchema form = StrictForm.of(
                object(
                        "{'type':'object','properties':{'shape':{'anyOf':["
                                + "{'type':'object','properties':{'kind':{'const':'circle'},'r':{'type':'number'}},'required':['kind','r']},"
                                + "{'$ref':'#/$defs/box'},{'type':'null'}]}},'required':['shape'],'$defs':{'box':"
                                + "{'type':'object','properties':{'kind':{'const':'box'},'w':{'type':'number'}},'required':['kind','w']}}}"));

        String text = TestPluginContext.create().json().write(form.lowered());
        assertThat(form.isStrict()).isTrue();
        assertThat(text)
                .contains("\"properties\":{\"kind\":{\"const\":\"circle\"")
                .contains("\"properties\":{\"w\":{\"type\":\"number\"},\"kind\":{\"const\":\"box\"");
    }

    @Test
    void letsUnionsShareADefinition() {
        String union = "{'anyOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/b'}]}";
        LoweredSchema form = StrictForm.of(object("{'type':'object','properties':{'x':" + union + ",'y':" + union
                + "},'required':['x','y'],'$defs':{'a':{'type':'object','properties':{'k':{'type':'string'},"
                + "'v':{'type':'string'}},'required':['k','v']},'b':{'type':'object','properties':{'k':{'type':'string'},"
                + "'w':{'type':'string'}},'required':['k','w']}}}"));

        assertThat(form.isStrict()).isTrue();
    }

    @Test
    void goesOutAsAWishWhenTheObjectsOfAUnionCanNotBeToldApart() {
        String branch = "{'type':'object','properties':{'k':{'type':'string'}},'required':['k']}";
        LoweredSchema form = StrictForm.of(object(
                "{'type':'object','properties':{'x':{'anyOf':[" + branch + "," + branch + "]}},'required':['x']}"));

        assertThat(form.isStrict()).isFalse();
        assertThat(form.lowered()).isEqualTo(form.original());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'string','pattern':'^a$','format':'date'",
                "'type':'integer','minimum':1,'exclusiveMaximum':9,'multipleOf':2",
                "'type':'array','items':{'type':'string','format':'email'},'minItems':1,'maxItems':3"
            })
    void saysLessToFineTunedModels(String property) {
        Map<String, Object> schema =
                object("{'type':'object','properties':{'format':{" + property + "}},'required':['format']}");

        assertThat(property(StrictForm.of(schema), "format")).hasSizeGreaterThan(2);
        LoweredSchema form = StrictForm.ofFineTuned(schema);
        assertThat(form.isStrict()).isTrue();
        assertThat(property(form, "format").keySet()).isSubsetOf("type", "items");
        assertThat(property(form, "format").toString()).doesNotContain("email");
    }

    private static Map<String, Object> schema(Map<String, List<String>> enums) {
        Map<String, Object> properties = new LinkedHashMap<>();
        enums.forEach((name, values) -> properties.put(name, Map.of("enum", values)));
        return Map.of("type", "object", "properties", properties, "required", List.copyOf(enums.keySet()));
    }

    private static List<String> values(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("%0" + length + "d", i))
                .toList();
    }

    /** With text keys, as a JSON object has. */
    private static Map<String, Object> property(LoweredSchema form, String name) {
        Map<?, ?> properties = SchemaKeywords.map(form.lowered(), "properties");
        Map<String, Object> property = new LinkedHashMap<>();
        SchemaKeywords.map(properties, name).forEach((key, value) -> property.put(key.toString(), value));
        return property;
    }
}
