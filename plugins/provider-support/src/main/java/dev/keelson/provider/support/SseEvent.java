package dev.keelson.provider.support;

/**
 * One server-sent event.
 *
 * @param name empty when the event has no name
 */
public record SseEvent(String name, String data) {}
