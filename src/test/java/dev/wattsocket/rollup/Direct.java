package dev.wattsocket.rollup;

import dev.wattsocket.metering.EnergySource;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.IntervalEnergy;
import dev.wattsocket.metering.Judgement;
import dev.wattsocket.metering.Levels;
import dev.wattsocket.metering.PowerEnergy;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.RegisterEnergy;
import dev.wattsocket.metering.Tally;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.rollup.Unruly.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What samples come to, computed from all of them in one pass from the first to the last, without
/// any window: what rollups have to agree with.
final class Direct {
    private Direct() {}

    /// Every stretch of a range, those too that hold nothing.
    static List<Cell> cells(
            Channel channel,
            MeterRules rules,
            List<Exchanged> exchanges,
            Collection<Sample> samples,
            long from,
            long to,
            long step) {
        var tally = new Tally(from, to);
        var levels =
                new Levels(
                        from,
                        step,
                        (int) ((to - from) / step),
                        channel.kind(),
                        rules.maxGapMillis());
        var source = source(channel, rules, exchanges, tally);
        for (var sample : samples) {
            levels.sample(sample.time(), sample.value(), sample.seconds());
            source.sample(sample.time(), sample.value(), sample.seconds());
        }
        if (!samples.isEmpty()) {
            source.end();
        }
        var cells = new ArrayList<Cell>();
        for (int at = 0; at < levels.size(); at++) {
            cells.add(cell(levels, tally, at, step == Quarter.MILLIS));
        }
        return cells;
    }

    private static Cell cell(Levels levels, Tally tally, int at, boolean hasEnergy) {
        boolean known = levels.isKnown(at);
        return new Cell(
                levels.start(at),
                levels.count(at),
                known ? levels.min(at) : 0,
                known ? levels.mean(at) : 0,
                known ? levels.max(at) : 0,
                known ? levels.last(at) : 0,
                levels.coveredMillis(at),
                hasEnergy ? tally.importMicroWh(at) : 0,
                hasEnergy ? tally.exportMicroWh(at) : 0,
                hasEnergy ? tally.coveredMillis(at) : 0,
                hasEnergy && tally.isJudged(at));
    }

    private static EnergySource source(
            Channel channel, MeterRules rules, List<Exchanged> exchanges, Tally tally) {
        boolean export = channel.quantity() == Quantity.ENERGY_EXPORT;
        boolean isPower = channel.name().equals("power");
        return switch (channel.kind()) {
            case REGISTER ->
                    new RegisterEnergy(tally, export, rules, exchanges, Judgement.Log.NONE);
            case INTERVAL ->
                    isPower
                            ? IntervalEnergy.ofPower(tally)
                            : IntervalEnergy.ofAmounts(tally, export);
            case GAUGE -> new PowerEnergy(tally, rules);
        };
    }
}
