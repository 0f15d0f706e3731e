package dev.keelson.adminui;

import dev.keelson.core.common.Sha256;
import dev.keelson.http.Answer;
import dev.keelson.http.RouteRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The style sheet and the script of the pages, under names that change with their content, so browsers keep them. */
public final class Assets {
    private static final int HASH_LENGTH = 16;
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Asset style = Asset.load("keelson", "css", "text/css; charset=utf-8");
    private final Asset script = Asset.load("keelson", "js", "text/javascript; charset=utf-8");
    private final Asset icon = Asset.load("icon", "svg", "image/svg+xml");

    Assets() {}

    public String style() {
        return style.path();
    }

    public String script() {
        return script.path();
    }

    public String icon() {
        return icon.path();
    }

    void declare(RouteRegistry registry) {
        for (Asset asset : List.of(style, script, icon)) {
            registry.open(
                    "the same for everyone and without content of the server",
                    HttpMethod.GET,
                    asset.path(),
                    request -> Future.succeededFuture(asset.answer()));
        }
    }

    private record Asset(String path, String type, byte[] content) {

        static Asset load(String name, String extension, String type) {
            try (InputStream in = Assets.class.getResourceAsStream("assets/" + name + "." + extension)) {
                byte[] content = Objects.requireNonNull(in, name).readAllBytes();
                String hash = HexFormat.of().formatHex(Sha256.raw(content)).substring(0, HASH_LENGTH);
                return new Asset("/admin/static/" + name + "." + hash + "." + extension, type, content);
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }

        Answer answer() {
            return Answer.bytes(200, type, content, List.of(new Answer.Header(HttpHeaders.CACHE_CONTROL, FOREVER)));
        }
    }
}
