package dev.keelson.core.spec;

import dev.keelson.core.spec.ReadField.Form;
import dev.keelson.core.spec.ReadField.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prose for tests, and what a model would read in it. */
public final class ProseSpecs {
    public static final String PROSE = """
            # Complaint desk

            We get complaints from customers of our bakery by mail. Each one has a subject and a text, and sometimes an
            order number such as B-1234.

            Tell us how severe it is: minor, serious or dangerous. Write a short summary, too.

            - Anything about glass or metal in the bread is dangerous.
            - Never promise a refund in the summary.

            A complaint is serious if:
            - the customer is ill, or
            - it is the third one this month.
            """;

    private ProseSpecs() {}

    /** The id of the sentence of {@link #PROSE} that holds the words. */
    public static String idOf(String words) {
        return idOf(PROSE, words);
    }

    /** The id of the sentence that holds the words. */
    public static String idOf(String spec, String words) {
        return SpecText.of(spec).sentences().stream()
                .filter(sentence -> sentence.text().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sentence with: " + words))
                .id();
    }

    /** A field that the sentence with these words asks for. */
    public static ReadField cited(String path, String type, String quote) {
        return field(path, type, Form.NONE, idOf(quote), quote);
    }

    public static ReadField field(String path, String type, Form form, @Nullable String sentence, String quote) {
        return new ReadField(path, type, form, "About " + path + ".", sentence, quote, "");
    }

    /** What a careful model reads in {@link #PROSE}. */
    public static ProseRead read() {
        Form optional = new Form(true, false, null, null, "^B-[0-9]{4}$", List.of());
        Form values = new Form(
                false,
                false,
                null,
                null,
                null,
                List.of(new Value("minor", ""), new Value("serious", "Needs a call."), new Value("dangerous", "")));
        return new ProseRead(
                "Complaints",
                List.of(
                        cited("subject", "string", "a subject"),
                        cited("text", "text", "a text"),
                        field("order_number", "string", optional, idOf("order number"), "order number")),
                List.of(
                        field("severity", "one of", values, idOf("how severe"), "how severe"),
                        cited("summary", "text", "short summary")),
                List.of(idOf("glass or metal"), idOf("Never promise"), idOf("is serious if")),
                List.of());
    }
}
