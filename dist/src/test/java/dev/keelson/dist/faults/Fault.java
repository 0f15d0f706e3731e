package dev.keelson.dist.faults;

import java.io.IOException;

/** What a {@link FaultProvider} does with one request. */
@FunctionalInterface
interface Fault {

    void play(Call call, Wire out) throws IOException, InterruptedException;
}
