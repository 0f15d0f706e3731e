package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Page;
import java.util.List;
import java.util.function.Function;

/** Lists as JSON. */
final class PageJson {

    private PageJson() {}

    static <T> JsonNode of(Page<T> page, Function<T, ? extends JsonNode> item) {
        ObjectNode json = all(page.items(), item);
        OptionalFields.put(json, "nextCursor", page.nextCursor());
        return json;
    }

    /** A list that is never longer than one page. */
    static <T> ObjectNode all(List<T> items, Function<T, ? extends JsonNode> item) {
        ObjectNode json = Json.object();
        json.set("items", array(items, item));
        return json;
    }

    static <T> ArrayNode array(Iterable<T> items, Function<T, ? extends JsonNode> item) {
        ArrayNode array = Json.mapper().createArrayNode();
        items.forEach(each -> array.add(item.apply(each)));
        return array;
    }

    static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
