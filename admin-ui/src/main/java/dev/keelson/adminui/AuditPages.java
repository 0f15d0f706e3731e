package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.audit.AuditEntry;
import dev.keelson.core.audit.AuditFilter;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.core.audit.AuditVerification;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.http.Answer;
import dev.keelson.http.Query;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who changed what, and the check that nobody changed the record of it. */
final class AuditPages {
    private static final String AUDIT = "/admin/audit";
    private static final List<String> FILTERS = List.of("actor", "action", "target");
    private static final String FROM = "from";

    private final AuditQueries audit;
    private final Pages pages;

    AuditPages(AuditQueries audit, Pages pages) {
        this.audit = audit;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AUDIT_READ, AUDIT, this::list);
        routes.form(Permission.AUDIT_READ, AUDIT + "/verify", this::verify);
    }

    private Future<Answer> list(Visit visit) {
        Query query = visit.request().query("actor", "action", "target", "cursor");
        Map<String, String> filters = new LinkedHashMap<>();
        FILTERS.forEach(name -> filters.put(
                name, Objects.requireNonNullElse(query.text(name), "").strip()));
        String cursor = query.text("cursor");
        return entries(visit, filters, cursor)
                .map(page -> model(page, filters, null))
                .compose(model -> pages.page(visit, "audit", model))
                .recover(Pages.recover(failure ->
                        pages.refused(visit, "audit", failure, model(new Page<>(List.of(), null), filters, null))));
    }

    private Future<Answer> verify(Visit visit, Form form) {
        Map<String, String> none = Map.of("actor", "", "action", "", "target", "");
        return audit.verify(visit.by(), from(form), null)
                .compose(verification -> entries(visit, none, null)
                        .map(page -> model(page, none, verification))
                        .compose(model -> pages.page(visit, "audit", model)));
    }

    private Future<Page<AuditEntry>> entries(Visit visit, Map<String, String> filters, @Nullable String cursor) {
        var filter = new AuditFilter(given(filters, "actor"), given(filters, "action"), given(filters, "target"));
        return audit.entries(visit.by(), filter, new PageRequest(PageRequest.DEFAULT_LIMIT, cursor));
    }

    private static Map<String, Object> model(
            Page<AuditEntry> page, Map<String, String> filters, @Nullable AuditVerification verification) {
        Map<String, Object> model = Shown.page("entries", page);
        model.put("filters", filters);
        model.put("more", address(filters, Objects.requireNonNullElse(page.nextCursor(), "")));
        if (verification != null) {
            model.put("verification", verification);
        }
        return model;
    }

    /** A page of its own may only be asked to go on where the last check ended. */
    private static long from(Form form) {
        String text = form.text(FROM);
        return text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : 1;
    }

    private static @Nullable String given(Map<String, String> filters, String name) {
        String text = filters.getOrDefault(name, "");
        return text.isEmpty() ? null : text;
    }

    private static String address(Map<String, String> filters, String cursor) {
        if (cursor.isEmpty()) {
            return "";
        }
        StringBuilder address = new StringBuilder(AUDIT).append("?cursor=").append(encode(cursor));
        filters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.append('&').append(name).append('=').append(encode(value));
            }
        });
        return address.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
