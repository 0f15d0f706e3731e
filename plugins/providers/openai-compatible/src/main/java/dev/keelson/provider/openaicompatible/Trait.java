package dev.keelson.provider.openaicompatible;

/** One thing that an upstream may understand of the protocol; each is a setting with the preset as its default. */
enum Trait {
    DEVELOPER_ROLE("supportsDeveloperRole", "Understands the role developer; otherwise system is used."),
    STREAMING("supportsStreaming", "Understands stream."),
    STREAM_OPTIONS("supportsStreamOptions", "Understands stream_options, which adds usage to streams."),
    JSON_SCHEMA(
            "supportsJsonSchema",
            "Understands response_format json_schema; otherwise json_object is used and the schema goes into the system "
                    + "message."),
    TOOLS("supportsTools", "Understands tools."),
    STRICT_TOOLS("supportsStrictTools", "Understands strict on tools."),
    TOOL_STREAMING("supportsToolStreaming", "Streams tool calls; otherwise requests with tools are not streamed."),
    PARALLEL_TOOL_CALLS("supportsParallelToolCalls", "Understands parallel_tool_calls; otherwise it is left out."),
    IMAGES("supportsImages", "Understands image_url parts with data URLs."),
    DOCUMENTS("supportsDocuments", "Understands file parts with PDFs."),
    REASONING_EFFORT(
            "supportsReasoningEffort",
            "Understands reasoning_effort none, low, medium and high; otherwise it is left out."),
    FINE_REASONING_EFFORT("supportsFineReasoningEffort", "Understands reasoning_effort minimal and xhigh as well."),
    REASONING_REPLAY(
            "wantsReasoningBack", "Demands the reasoning_content of earlier answers on all assistant messages."),
    REPORTED_COST("reportsCost", "Gives the price of a call in USD as usage.cost.");

    private final String setting;
    private final String description;

    Trait(String setting, String description) {
        this.setting = setting;
        this.description = description;
    }

    /** Name of the setting that decides about it. */
    String setting() {
        return setting;
    }

    String description() {
        return description;
    }
}
