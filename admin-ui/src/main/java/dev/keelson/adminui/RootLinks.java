package dev.keelson.adminui;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/** Links of pages that are served from the root: there is no servlet container to ask for a context path. */
final class RootLinks extends StandardLinkBuilder {

    @Override
    protected String computeContextPath(
            IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
        return "";
    }

    @Override
    protected String processLink(IExpressionContext context, String link) {
        return link;
    }
}
