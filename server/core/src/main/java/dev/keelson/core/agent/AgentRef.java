package dev.keelson.core.agent;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to run: {@code agent} (alias {@code production}), {@code agent@alias} or {@code agent@7}.
 *
 * @param alias null when {@code version} is pinned
 * @param version null when {@code alias} decides
 */
public record AgentRef(
        String agent, @Nullable String alias, @Nullable Integer version) {
    public static final String DEFAULT_ALIAS = "production";

    private static final Pattern FORM = Pattern.compile(
            "(?<agent>" + Names.AGENT + ")(?:@(?:(?<version>[1-9][0-9]{0,8})|(?<alias>" + Names.ALIAS + ")))?");

    /** Fails with {@link ErrorCode#AGENT_NOT_FOUND} when the text can't name an agent. */
    public static AgentRef parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new KeelsonException(
                    ErrorCode.AGENT_NOT_FOUND,
                    "not a reference to an agent (expected: agent, agent@alias or agent@version)");
        }
        String agent = form.group("agent");
        if (form.group("version") != null) {
            return new AgentRef(agent, null, Integer.valueOf(form.group("version")));
        }
        String alias = form.group("alias");
        return new AgentRef(agent, alias == null ? DEFAULT_ALIAS : alias, null);
    }

    @Override
    public String toString() {
        return agent + "@" + (version == null ? alias : version);
    }
}
