package dev.keelson.core.schemachange;

import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.contract.Contract;

/** Judges what lies between two contracts. The same two give the same answer each time. */
@FunctionalInterface
public interface ContractComparer {

    /** May take long: not to be called on an event loop. */
    ContractComparison compare(Contract old, Contract next);
}
