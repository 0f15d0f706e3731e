package dev.keelson.core.compilation;

/** Which compilation, of which agent. */
public record CompilationKey(String agent, String id) {}
