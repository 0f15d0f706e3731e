package dev.keelson.adminui;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import dev.keelson.http.Surface;

/** The pages of a server, all under {@code /admin}. */
public final class AdminUi implements Routes {
    private final AdminUiParts parts;
    private final Sessions sessions;
    private final Assets assets = new Assets();
    private final Templates templates = new Templates(assets);

    public AdminUi(AdminUiParts parts) {
        this(parts, Ticker.systemTicker());
    }

    /** {@code ticker}: tells sessions how time passes. */
    AdminUi(AdminUiParts parts, Ticker ticker) {
        this.parts = parts;
        sessions = new Sessions(parts.access().authenticator(), ticker);
    }

    /** How the pages know their visitors and tell them of failures. */
    Surface surface() {
        return new PageSurface(sessions, templates);
    }

    @Override
    public void declare(RouteRegistry registry) {
        RouteRegistry pagesOnly = registry.on(surface());
        var routes = new PageRoutes(pagesOnly, sessions);
        var pages = new Pages(templates);
        assets.declare(pagesOnly);
        new LoginPages(sessions, templates).declare(pagesOnly, routes);
        new AgentPages(parts, pages).declare(routes);
        new CompilationPages(parts, pages).declare(routes);
        new SuitePages(parts, pages).declare(routes);
        new DraftPages(parts, pages).declare(routes);
        new VersionPages(parts.agents(), pages).declare(routes);
        new AliasPages(parts, pages).declare(routes);
        new AliasPolicyPages(parts, pages).declare(routes);
        new SchemaChangePages(parts, sessions, pages).declare(routes);
        new RunPages(parts, pages).declare(routes);
        new TracePages(parts.runs().traces(), pages).declare(routes);
        new UsagePages(parts.usage(), pages).declare(routes);
        new BudgetPages(parts.usage(), pages).declare(routes);
        new RateLimitPages(parts.usage(), pages).declare(routes);
        new KeyPages(parts.access(), pages).declare(routes);
        new PluginPages(parts.plugins(), pages).declare(routes);
        new WebhookPages(parts.webhooks(), pages).declare(routes);
        new ProviderPages(parts.providers(), pages).declare(routes);
        new AuditPages(parts.audit(), pages).declare(routes);
    }
}
