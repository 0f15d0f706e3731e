package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.http.OutboundHttp;

/** The test context's HTTP client keeps the contract of the host's. */
class JdkOutboundHttpTest extends OutboundHttpContractTest {
    @Override
    protected OutboundHttp http() {
        return TestPluginContext.create().http();
    }
}
