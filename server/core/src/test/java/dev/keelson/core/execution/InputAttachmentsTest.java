package dev.keelson.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.plugin.api.provider.Attachment;
import org.junit.jupiter.api.Test;

class InputAttachmentsTest {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String PDF = "JVBERi0xLjQK";
    private static final JsonNode SCHEMA =
            new MarkdownSpecCompiler().compile("""
                    # Claims

                    ## Purpose
                    Reads claims.

                    ## Input
                    - `note` (string): What the customer wrote.
                    - `form` (pdf): The form.
                    - `photos` (list of images, optional): The damage.

                    ## Output
                    - `amount` (number): Amount claimed.
                    """).contract().input();

    private final InputAttachments files = InputAttachments.of(SCHEMA);

    @Test
    void takesFilesOutOfTheInputAndSaysWhereTheyWere() {
        JsonNode input =
                Json.parse("{\"note\":\"dent\",\"form\":\"" + PDF + "\",\"photos\":[\"" + PNG + "\",\"" + PNG + "\"]}");

        InputAttachments.Parts parts = files.split(input);

        assertThat(files.violations(input)).isEmpty();
        assertThat(parts.files())
                .extracting(Attachment::name, Attachment::mediaType, Attachment::base64)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("form", "application/pdf", PDF),
                        org.assertj.core.groups.Tuple.tuple("photos-0", "image/png", PNG),
                        org.assertj.core.groups.Tuple.tuple("photos-1", "image/png", PNG));
        assertThat(Json.text(parts.input()))
                .isEqualTo(
                        "{\"note\":\"dent\",\"form\":\"(attached file form)\",\"photos\":[\"(attached file photos-0)\","
                                + "\"(attached file photos-1)\"]}");
    }

    @Test
    void saysWhichFileIsNotWhatItShouldBe() {
        JsonNode input =
                Json.parse("{\"note\":\"dent\",\"form\":\"" + PNG + "\",\"photos\":[\"aGVsbG8=\",\"iVBORw0KGgo!\"]}");

        assertThat(files.violations(input))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/form", "/photos/0", "/photos/1");
    }

    @Test
    void refusesMoreFilesThanAModelCanBeGiven() {
        String many = "\"" + PNG + "\",";
        JsonNode input = Json.parse(
                "{\"note\":\"dent\",\"form\":\"" + PDF + "\",\"photos\":[" + many.repeat(20) + "\"" + PNG + "\"]}");

        assertThat(files.violations(input)).extracting(Violation::rule).contains("maxFiles");
    }

    @Test
    void knowsWhatAModelMustBeAbleToRead() {
        assertThat(files.hasImages()).isTrue();
        assertThat(files.hasDocuments()).isTrue();
        assertThat(InputAttachments.of(Json.parse("{\"type\":\"string\"}")).hasImages())
                .isFalse();
    }

    @Test
    void leavesAnInputWithoutFilesAsItIs() {
        JsonNode input = Json.parse("{\"a\":1}");

        assertThat(InputAttachments.of(
                                Json.parse("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}"))
                        .split(input)
                        .input())
                .isSameAs(input);
    }
}
