package dev.keelson.core.agentapi;

import java.util.Map;

/** Writes a call of the agent for a shell. */
final class CurlClient {
    private static final ClientTemplate TEMPLATE = ClientTemplate.load("client.sh");

    private CurlClient() {}

    static String write(ClientParts parts) {
        String major = parts.api().contractMajor();
        return TEMPLATE.fill(Map.of(
                "title", SafeText.line(parts.title()),
                "origin", parts.origin(),
                "contractHeader", major == null ? "" : "\n  --header 'Keelson-Contract: " + major + "' \\",
                "path", parts.api().path(),
                "input", parts.example().map(PrettyJson::of).orElse("{}")));
    }
}
