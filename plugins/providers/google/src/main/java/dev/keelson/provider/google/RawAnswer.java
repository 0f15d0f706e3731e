package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.plugin.api.provider.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What Gemini said, whole or put together from a stream, before it is judged.
 *
 * @param ending why the candidate ended
 * @param blocked why the prompt was blocked; empty when it was not
 * @param continuationToken present when the model was interrupted
 */
record RawAnswer(
        Optional<String> model,
        Optional<String> id,
        Parts parts,
        Ending ending,
        Optional<String> blocked,
        Optional<String> continuationToken,
        Usage usage,
        List<Citation> citations) {}
