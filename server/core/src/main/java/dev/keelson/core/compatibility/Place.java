package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;

/** A schema, and where in its document it stands. */
record Place(SchemaDocument document, JsonNode node, String pointer) {

    boolean has(String keyword) {
        return node.has(keyword);
    }

    /** The keyword's value, a missing node without it. */
    JsonNode keyword(String keyword) {
        return node.path(keyword);
    }

    Place at(String key) {
        return new Place(document, node.path(key), pointer + '/' + escaped(key));
    }

    Place at(int index) {
        return new Place(document, node.path(index), pointer + '/' + index);
    }

    /** The schemas of a keyword that holds a list of them. */
    List<Place> list(String keyword) {
        List<Place> places = new ArrayList<>();
        Place list = at(keyword);
        for (int i = 0; i < list.node.size(); i++) {
            places.add(list.at(i));
        }
        return places;
    }

    /** The schema that a keyword holds, and the schema that allows everything where the keyword is not. */
    Place schema(String keyword) {
        return has(keyword) ? at(keyword) : with(BooleanNode.TRUE, keyword);
    }

    /** A schema that does not stand in the document, but follows from what stands here. */
    Place with(JsonNode derived, String suffix) {
        return new Place(document, derived, pointer + "/" + suffix + "~");
    }

    boolean isAnything() {
        return node.isBoolean() ? node.booleanValue() : !View.asserts(node);
    }

    boolean isNothing() {
        return node.isBoolean() && !node.booleanValue();
    }

    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
