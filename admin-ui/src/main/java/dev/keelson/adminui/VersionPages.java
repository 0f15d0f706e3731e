package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.VersionDiff;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.http.Answer;
import dev.keelson.http.Query;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Published versions: all of an agent's, one, or two side by side. */
final class VersionPages {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final AgentQueries queries;
    private final Pages pages;

    VersionPages(AdminUiParts.Agents agents, Pages pages) {
        queries = agents.queries();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}/versions", this::list);
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}/versions/{number}", this::version);
        routes.page(Permission.AGENT_READ, "/admin/agents/{agent}/compare", this::compare);
    }

    private Future<Answer> list(Visit visit) {
        var wanted = new PageRequest(
                PageRequest.DEFAULT_LIMIT, visit.request().query("cursor").text("cursor"));
        return queries.agent(visit.by(), visit.agent())
                .compose(agent -> queries.versions(visit.by(), agent.name(), wanted)
                        .compose(page -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "versions"));
                            model.putAll(Shown.page("versions", page));
                            return pages.page(visit, "versions", model);
                        }));
    }

    private Future<Answer> version(Visit visit) {
        String published = visit.request().query("published").text("published");
        int number = number(visit.request().path("number"));
        return queries.agent(visit.by(), visit.agent())
                .compose(agent -> queries.version(visit.by(), agent.name(), number)
                        .compose(version -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "versions"));
                            model.put("version", version);
                            model.put("published", Objects.requireNonNullElse(published, ""));
                            model.put(
                                    "contract",
                                    ContractView.of(version.definition().contract()));
                            return pages.page(visit, "version", model);
                        }));
    }

    private Future<Answer> compare(Visit visit) {
        Query query = visit.request().query("from", "to");
        Future<AgentVersion> from = queries.version(visit.by(), visit.agent(), number(query.required("from")));
        Future<AgentVersion> to = queries.version(visit.by(), visit.agent(), number(query.required("to")));
        return queries.agent(visit.by(), visit.agent())
                .compose(agent -> Future.all(from, to)
                        .compose(all -> pages.page(visit, "compare", () -> {
                            Map<String, Object> model = new HashMap<>(Shown.agent(agent, "versions"));
                            model.put("diff", VersionDiff.between(from.result(), to.result()));
                            return model;
                        })));
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new KeelsonException(ErrorCode.VERSION_NOT_FOUND, "a version is a whole number from 1");
        }
        return Integer.parseInt(text);
    }
}
