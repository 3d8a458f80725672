package dev.wattsocket.store.questdb;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.vm.Vm;
import io.questdb.griffin.FunctionFactory;
import java.util.List;

/// QuestDB's engine without SQL: rows are written and read by column, so the thousand functions
/// that take most of its start are left out.
final class Engine extends CairoEngine {

    Engine(Settings settings) {
        super(settings);
    }

    @Override
    protected Iterable<FunctionFactory> getFunctionFactories() {
        return List.of();
    }

    /// The table, which is made where there is none.
    TableToken readings() {
        var there = getTableTokenIfExists(ReadingsTable.NAME);
        if (there != null) {
            return there;
        }
        try (var memory = Vm.getCMARWInstance();
                var path = new io.questdb.std.str.Path()) {
            return createTable(
                    AllowAllSecurityContext.INSTANCE,
                    memory,
                    path,
                    false,
                    new ReadingsTable(),
                    false);
        }
    }
}
