package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.JsonCodec;

/** The test context's JSON keeps the contract of the host's. */
class JacksonJsonCodecTest extends JsonCodecContractTest {
    @Override
    protected JsonCodec codec() {
        return TestPluginContext.create().json();
    }
}
