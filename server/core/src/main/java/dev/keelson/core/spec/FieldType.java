package dev.keelson.core.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a field of a spec may hold. */
sealed interface FieldType {

    /** What {@code min} and {@code max} bound; empty when they don't fit this type. */
    Optional<Sized> sized();

    /** Whether {@code pattern} fits this type. */
    default boolean allowsPattern() {
        return false;
    }

    /** The type as an author writes it. */
    String word();

    /** A value without parts. */
    enum Scalar implements FieldType {
        STRING("string", "string", "", Sized.LENGTH),
        INTEGER("integer", "integer", "", Sized.VALUE),
        NUMBER("number", "number", "", Sized.VALUE),
        BOOLEAN("boolean", "boolean", "", null),
        DATE("date", "string", "date", null),
        DATE_TIME("date-time", "string", "date-time", null),
        EMAIL("email", "string", "email", Sized.LENGTH),
        URI("uri", "string", "uri", Sized.LENGTH),
        IMAGE("image", "string", "", null),
        PDF("pdf", "string", "", null);

        private final String word;
        private final String jsonType;
        private final String format;
        private final Optional<Sized> sized;

        Scalar(String word, String jsonType, String format, @Nullable Sized sized) {
            this.word = word;
            this.jsonType = jsonType;
            this.format = format;
            this.sized = Optional.ofNullable(sized);
        }

        @Override
        public String word() {
            return word;
        }

        String jsonType() {
            return jsonType;
        }

        /** Value of the schema's {@code contentMediaType}, empty for what is no file. */
        String mediaType() {
            return switch (this) {
                case IMAGE -> "image/*";
                case PDF -> "application/pdf";
                default -> "";
            };
        }

        /** Value of the schema's {@code format}, empty when there is none. */
        String format() {
            return format;
        }

        @Override
        public Optional<Sized> sized() {
            return sized;
        }

        @Override
        public boolean allowsPattern() {
            return sized().filter(Sized.LENGTH::equals).isPresent();
        }
    }

    /**
     * One of a few strings.
     *
     * @param meanings by value; not every value needs one
     */
    record OneOf(List<String> values, Map<String, String> meanings) implements FieldType {

        @Override
        public Optional<Sized> sized() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return "one of";
        }
    }

    /** An object with these fields and no others. */
    record Structure(List<Field> fields) implements FieldType {

        public Structure {
            fields = List.copyOf(fields);
        }

        @Override
        public Optional<Sized> sized() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return "object";
        }
    }

    /** Any number of values of one type, which is no list itself. */
    record ListOf(FieldType items) implements FieldType {

        @Override
        public Optional<Sized> sized() {
            return Optional.of(Sized.ITEMS);
        }

        @Override
        public String word() {
            return "list";
        }
    }

    /** What {@code min} and {@code max} mean for a type. */
    enum Sized {
        LENGTH("minLength", "maxLength", "characters"),
        VALUE("minimum", "maximum", ""),
        ITEMS("minItems", "maxItems", "items");

        private final String minKeyword;
        private final String maxKeyword;
        private final String unit;

        Sized(String minKeyword, String maxKeyword, String unit) {
            this.minKeyword = minKeyword;
            this.maxKeyword = maxKeyword;
            this.unit = unit;
        }

        String minKeyword() {
            return minKeyword;
        }

        String maxKeyword() {
            return maxKeyword;
        }

        /** What is counted, empty for plain values. */
        String unit() {
            return unit;
        }
    }
}
