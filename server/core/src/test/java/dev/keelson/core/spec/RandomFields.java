package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random list of fields.
 *
 * @param markdown the bullets
 * @param expected every field, nested ones behind their parent, as {@code /path type required}
 */
record RandomFields(String markdown, List<String> expected) {
    private static final int MAX_FIELDS = 60;
    private static final List<String> SCALARS =
            List.of("string", "text", "integer", "number", "boolean", "date", "date-time", "email", "uri");
    private static final String NAME_CHARACTERS = "abcXYZ019_-";

    static RandomFields of(Random random) {
        var writer = new Writer(random);
        writer.fields("", "", 1);
        return new RandomFields(writer.markdown.toString(), List.copyOf(writer.expected));
    }

    private static final class Writer {
        private final Random random;
        private final StringBuilder markdown = new StringBuilder();
        private final List<String> expected = new ArrayList<>();

        Writer(Random random) {
            this.random = random;
        }

        void fields(String indent, String path, int depth) {
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                field(indent, path, depth, i);
            }
        }

        private void field(String indent, String path, int depth, int index) {
            String name = name(index);
            boolean required = random.nextInt(3) > 0;
            boolean nullable = random.nextInt(4) == 0;
            boolean list = random.nextInt(4) == 0;
            boolean object =
                    depth < SpecLimits.MAX_FIELD_DEPTH && expected.size() < MAX_FIELDS && random.nextInt(4) == 0;
            String item = object ? "object" : scalar();
            String written =
                    list ? "list of " + item + (random.nextBoolean() && !item.startsWith("one") ? "s" : "") : item;
            markdown.append(indent).append("- `").append(name).append("` (").append(written);
            markdown.append(required ? "" : ", optional").append(nullable ? ", nullable" : "");
            markdown.append("): Means ").append(name).append(".\n");
            String type = (list ? "array" : jsonType(item)) + (nullable ? "?" : "");
            String shown = list && !nullable ? "array of " + jsonType(item) : type;
            expected.add(path + "/" + name + " " + shown + " " + required);
            if (object) {
                fields(indent + "  ", path + "/" + name, depth + 1);
            }
        }

        private String scalar() {
            int choice = random.nextInt(SCALARS.size() + 1);
            return choice == SCALARS.size() ? "one of red, dark green, `a, b`" : SCALARS.get(choice);
        }

        private static String jsonType(String word) {
            return switch (word) {
                case "integer", "number", "boolean", "object" -> word;
                default -> "string";
            };
        }

        private String name(int index) {
            StringBuilder name = new StringBuilder("f").append(index);
            int length = random.nextInt(10);
            for (int i = 0; i < length; i++) {
                name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
            }
            return name.append('n').append(index).toString();
        }
    }
}
