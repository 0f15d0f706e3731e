package dev.keelson.adminui;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form as a browser sends them. A field that is not there is empty. */
final class Form {
    static final String TYPE = "application/x-www-form-urlencoded";
    private static final int MAX_FIELDS = 100;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Fails with {@link ErrorCode#MALFORMED_REQUEST}. */
    static Form parse(String body) {
        try {
            return new Form(new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MAX_FIELDS).parameters());
        } catch (IllegalArgumentException malformed) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, "the form is not well-formed");
        }
    }

    /** Lines end as in texts, not as browsers send them: an untouched text must come back unchanged. */
    String text(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0).replace("\r\n", "\n");
    }

    String line(String name) {
        return text(name).strip();
    }

    boolean flag(String name) {
        return !text(name).isEmpty();
    }

    /** Null for an empty field. Fails with {@link ErrorCode#MALFORMED_REQUEST}. */
    @Nullable
    Integer number(String name) {
        String text = line(name);
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, name + " is no whole number");
        }
    }

    int requiredNumber(String name) {
        Integer number = number(name);
        if (number == null) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, name + " is missing");
        }
        return number;
    }
}
