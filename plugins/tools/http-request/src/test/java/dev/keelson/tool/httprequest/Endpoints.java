package dev.keelson.tool.httprequest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parameter schemas that the tests share. */
final class Endpoints {
    /** One required argument: {@code number}. */
    static final Map<String, Object> NUMBER = parameters(List.of("number"), List.of("number"));

    private Endpoints() {}

    /** Text arguments, some of them required. */
    static Map<String, Object> parameters(List<String> names, List<String> required) {
        Map<String, Object> properties = new TreeMap<>();
        names.forEach(name -> properties.put(name, Map.of("type", "string")));
        return Map.of("type", "object", "properties", properties, "required", required);
    }
}
