package dev.keelson.provider.google;

import java.util.List;

/**
 * A request as it goes out, with what is needed to read its answer.
 *
 * @param model the model asked for
 * @param body the JSON text
 * @param toolNames how the tools are called on the wire
 * @param priorCalls how many tool calls the conversation had before, so that ids made here stay unique in it
 * @param notes what was left out or changed
 */
record WireRequest(String model, String body, ToolNames toolNames, int priorCalls, List<String> notes) {}
