package dev.keelson.core.contract;

import com.google.re2j.Pattern;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.EmailFormat;

/**
 * The format {@code email} by its form alone. The library's own also wants a top-level domain from the list that it was
 * built with, so that addresses of newer domains and of internal ones would be refused.
 */
final class MailAddressFormat extends EmailFormat {
    private static final int MAX_LENGTH = 254;
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    /** What browsers accept: the production of the HTML standard. */
    private static final Pattern ADDRESS =
            Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@" + LABEL + "(?:\\." + LABEL + ")*");

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return value.length() <= MAX_LENGTH && (ADDRESS.matcher(value).matches() || super.matches(context, value));
    }
}
