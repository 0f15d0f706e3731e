package dev.keelson.provider.support;

/** Makes an upstream's words fit for traces and operators: one line, not too long, without the credential that some quote. */
public record ErrorWords(ApiKey apiKey) {
    private static final int MAX_LENGTH = 500;

    public String shown(String text) {
        String line = apiKey.redact(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    /**
     * What to add about a status: a redirect would carry the credential to an address that nobody configured. Empty for
     * other statuses.
     */
    public static String hint(int status) {
        return status / 100 == 3 ? " (a redirect, which is not followed; baseUrl must be the final address)" : "";
    }
}
