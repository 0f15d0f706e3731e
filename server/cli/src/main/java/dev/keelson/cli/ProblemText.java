package dev.keelson.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A problem (RFC 9457) of the server's in the words of a terminal. */
final class ProblemText {

    private ProblemText() {}

    static String of(int status, JsonNode problem) {
        if (!problem.has("code")) {
            return "the server answered " + status + " without saying why";
        }
        StringBuilder text = new StringBuilder(problem.path("code").asText())
                .append(": ")
                .append(problem.path("detail").asText());
        for (JsonNode violation : problem.path("violations")) {
            text.append("\n  ")
                    .append(place(violation))
                    .append(violation.path("message").asText());
        }
        String advice = problem.path("advice").asText();
        return advice.isEmpty() ? text.toString() : text + "\n" + advice;
    }

    private static String place(JsonNode violation) {
        if (violation.has("line")) {
            return "line " + violation.get("line").asText() + ": ";
        }
        String pointer = violation.path("pointer").asText();
        return pointer.isEmpty() ? "" : pointer + ": ";
    }
}
