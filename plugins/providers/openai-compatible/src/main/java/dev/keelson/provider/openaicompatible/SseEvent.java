package dev.keelson.provider.openaicompatible;

/**
 * One server-sent event.
 *
 * @param name empty when the event has no name
 */
record SseEvent(String name, String data) {}
