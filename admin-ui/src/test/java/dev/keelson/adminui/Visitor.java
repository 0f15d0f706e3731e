package dev.keelson.adminui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Visits the pages as a browser does, without following redirects. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private String cookie = "";

    Visitor(DemoServer server) {
        address = server.address();
    }

    /** A visitor that is logged in. */
    static Visitor with(DemoServer server, String key) {
        var visitor = new Visitor(server);
        requireRedirect(visitor.login(key, ""));
        return visitor;
    }

    HttpResponse<String> login(String key, String to) {
        HttpResponse<String> answer = send(form("/admin/login", Map.of("key", key, "to", to)));
        answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }

    String cookie() {
        return cookie;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Fills in a form with the session's token. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(form(path, fields(fields)));
    }

    /** Fills in a form that must be taken. */
    void submit(String path, Map<String, String> fields) {
        requireRedirect(post(path, fields));
    }

    private static void requireRedirect(HttpResponse<String> answer) {
        if (answer.statusCode() != 303) {
            throw new AssertionError("status " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The fields with the session's token. */
    Map<String, String> fields(Map<String, String> fields) {
        Matcher token = TOKEN.matcher(get("/admin/agents").body());
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", token.find() ? token.group(1) : "");
        return all;
    }

    HttpRequest.Builder form(String path, Map<String, String> fields) {
        return raw(path, fields).setHeader("Origin", address);
    }

    /** A form without anything that says where it comes from. */
    HttpRequest.Builder raw(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return cookie.isEmpty() ? request : request.setHeader("Cookie", cookie);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
