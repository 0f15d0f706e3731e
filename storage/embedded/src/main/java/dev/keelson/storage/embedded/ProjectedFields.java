package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which fields of a document a reader wants: some, or all but some. Expressions are refused. */
final class ProjectedFields {
    private final Map<String, ProjectedFields> children = new HashMap<>();
    private final boolean include;

    private ProjectedFields(boolean include) {
        this.include = include;
    }

    static ProjectedFields parse(Document projection) {
        ProjectedFields fields = new ProjectedFields(isInclusion(projection));
        for (Map.Entry<String, Object> field : projection.entrySet()) {
            boolean listed = isWanted(field) == fields.include;
            if (listed) {
                fields.add(field.getKey());
            } else if (!field.getKey().equals("_id")) {
                throw new MongoServerError(
                        31254,
                        "projection of '" + field.getKey() + "' mixes inclusion and exclusion, which only _id may");
            }
        }
        if (fields.include && !projection.containsKey("_id")) {
            fields.add("_id");
        }
        return fields;
    }

    Document of(Document document) {
        Document projected = new Document();
        document.forEach((name, value) -> copy(name, value, projected));
        return projected;
    }

    private static boolean isInclusion(Document projection) {
        for (Map.Entry<String, Object> field : projection.entrySet()) {
            if (!field.getKey().equals("_id")) {
                return isWanted(field);
            }
        }
        return projection.containsKey("_id") && Fields.isTrue(projection.get("_id"));
    }

    private static boolean isWanted(Map.Entry<String, Object> field) {
        boolean plain = field.getValue() instanceof Number || field.getValue() instanceof Boolean;
        if (!plain || field.getKey().contains("$")) {
            throw CommandErrors.unsupported("projection of '" + field.getKey() + "' by " + field.getValue());
        }
        return Fields.isTrue(field.getValue());
    }

    private void add(String path) {
        ProjectedFields node = this;
        for (String step : path.split("\\.", -1)) {
            node = node.children.computeIfAbsent(step, unused -> new ProjectedFields(include));
        }
    }

    private void copy(String name, Object value, Document target) {
        ProjectedFields listed = children.get(name);
        if (listed != null && !listed.children.isEmpty()) {
            listed.copyPart(name, value, target);
        } else if ((listed != null) == include) {
            target.append(name, value);
        }
    }

    private void copyPart(String name, Object value, Document target) {
        if (value instanceof Document document) {
            target.append(name, of(document));
        } else if (value instanceof Collection<?> elements) {
            target.append(name, ofElements(elements));
        } else if (!include) {
            target.append(name, value);
        }
    }

    private List<Object> ofElements(Collection<?> elements) {
        List<Object> projected = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element instanceof Document document) {
                projected.add(of(document));
            } else if (element instanceof Collection<?> nested) {
                projected.add(ofElements(nested));
            } else if (!include) {
                projected.add(element);
            }
        }
        return projected;
    }
}
