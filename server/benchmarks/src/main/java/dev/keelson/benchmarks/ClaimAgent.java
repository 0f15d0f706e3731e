package dev.keelson.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The measured agent on a running server: 11 fields in, 6 out, lists of objects among them. */
final class ClaimAgent {
    private static final String NAME = "assess-claim";

    private final String name;
    private final RunningKeelson keelson;
    private final String key;

    private ClaimAgent(String name, RunningKeelson keelson, String key) {
        this.name = name;
        this.keelson = keelson;
        this.key = key;
    }

    /** The configuration of one provider. */
    static String config(String provider, int port) {
        return "providers:\n" + provider(provider, port);
    }

    /** One entry of a configuration's providers. */
    static String provider(String name, int port) {
        return """
              %s:
                kind: openai-compatible
                settings:
                  baseUrl: http://127.0.0.1:%d/v1
            """.formatted(name, port);
    }

    /** Publishes the agent with these providers' models as its targets, in this order. */
    static ClaimAgent publish(RunningKeelson keelson, String... providers) {
        String name = NAME + "-" + providers[0];
        String targets = Arrays.stream(providers)
                .map("{\"provider\": \"%s\", \"model\": \"benchmark-model\"}"::formatted)
                .collect(Collectors.joining(", "));
        ApiClient api = keelson.api();
        api.publish(name, Resources.text("claim-spec.md"), "{\"models\": {\"targets\": [" + targets + "]}}");
        return new ClaimAgent(name, keelson, api.issueCallerKey());
    }

    Target target() {
        return target("");
    }

    /** Answers come as events. */
    Target streamed() {
        return target("Accept: text/event-stream\r\n");
    }

    private Target target(String headers) {
        byte[] request =
                Target.post("/v1/agents/" + name + "/run", "Authorization: Bearer " + key + "\r\n" + headers, input());
        return new Target("Keelson", keelson.pid(), keelson.port(), request);
    }

    /** A claim as JSON. */
    static String input() {
        return ApiClient.json(Resources.text("claim-input.json")).toString();
    }
}
