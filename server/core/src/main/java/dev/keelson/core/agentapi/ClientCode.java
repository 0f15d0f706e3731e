package dev.keelson.core.agentapi;

/** Writes clients of an agent. The same contract gives the same text. */
public final class ClientCode {

    private ClientCode() {}

    /** A whole file: typed where the language has types, with one function that runs the agent. */
    public static String write(AgentApi api, ClientLanguage language) {
        ClientParts parts = ClientParts.of(api);
        return switch (language) {
            case TYPESCRIPT -> TypeScriptClient.write(parts);
            case PYTHON -> PythonClient.write(parts);
            case JAVA -> JavaClient.write(parts);
            case CURL -> CurlClient.write(parts);
        };
    }
}
