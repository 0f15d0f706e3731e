package dev.keelson.adminui;

import dev.keelson.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Turns templates of this module into pages. Safe for concurrent use. */
final class Templates {
    private static final String TYPE = "text/html; charset=utf-8";

    private final TemplateEngine engine = new TemplateEngine();
    private final Assets assets;

    Templates(Assets assets) {
        this.assets = assets;
        var resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("dev/keelson/adminui/templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        engine.setLinkBuilder(new RootLinks());
    }

    Answer answer(int status, String template, Map<String, Object> model) {
        return Answer.bytes(status, TYPE, render(template, model).getBytes(StandardCharsets.UTF_8), List.of());
    }

    private String render(String template, Map<String, Object> model) {
        var context = new Context(Locale.ROOT);
        context.setVariable("viewer", Viewer.NOBODY);
        context.setVariable("assets", assets);
        context.setVariable("fmt", new Format());
        context.setVariables(model);
        return engine.process(template, context);
    }
}
