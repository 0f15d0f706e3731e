package dev.keelson.http.api;

import dev.keelson.core.common.Json;

/** Specs that compile, and requests that carry them. */
final class Specs {

    private Specs() {}

    static String titled(String title) {
        return "# " + title + """


                ## Purpose
                Decide which team answers a ticket.

                ## Input
                - `text` (string): What the customer wrote.

                ## Output
                - `team` (one of billing, technical): The team that answers.
                """;
    }

    static String withOtherContract(String title) {
        return titled(title) + "- `urgent` (boolean): True when the customer can't work.\n";
    }

    static String create(String agent, String spec) {
        return Json.text(Json.object().put("name", agent).put("spec", spec));
    }

    static String edit(String title) {
        return Json.text(Json.object().put("spec", titled(title)));
    }
}
