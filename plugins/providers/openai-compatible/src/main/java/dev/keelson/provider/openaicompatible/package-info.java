/** Provider for every server that speaks OpenAI's Chat Completions: Ollama, vLLM, llama.cpp and hosted ones. */
@NullMarked
package dev.keelson.provider.openaicompatible;

import org.jspecify.annotations.NullMarked;
