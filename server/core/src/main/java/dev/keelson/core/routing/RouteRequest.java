package dev.keelson.core.routing;

import dev.keelson.core.agent.AgentDefinition;

/**
 * What a model call needs.
 *
 * @param agent name of the agent, for quality scores
 * @param inputCharacters of everything that the model is given: prompt, input and turns so far
 * @param hasImages whether an image is among it
 * @param hasDocuments whether a PDF is among it
 */
public record RouteRequest(
        String agent, AgentDefinition definition, long inputCharacters, boolean hasImages, boolean hasDocuments) {}
