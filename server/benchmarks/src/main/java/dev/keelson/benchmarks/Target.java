package dev.keelson.benchmarks;

import java.nio.charset.StandardCharsets;

/** A server under load: its process, and the one request that it gets again and again. */
record Target(String name, long pid, int port, byte[] request) {

    /** {@code headers}: further header lines, each with its line end. */
    static byte[] post(String path, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }
}
