package dev.keelson.adminui;

import org.jspecify.annotations.Nullable;

/**
 * The remap form as a person filled it in.
 *
 * @param targets one version, or several with weights: {@code 1:90 2:10}
 * @param revision of the alias that the person saw; null goes by what is there now
 */
public record Move(String alias, String targets, @Nullable Integer revision, String reason) {

    static Move of(Form form) {
        String weights = form.line("weights");
        return new Move(
                form.line("alias"),
                weights.isEmpty() ? form.line("targets") : weights,
                form.number("revision"),
                form.line("reason"));
    }
}
