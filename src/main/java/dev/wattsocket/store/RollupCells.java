package dev.wattsocket.store;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import java.util.List;

/// The port to what channels' samples come to in minutes, quarter hours and hours. It is there for
/// speed: all of it can be computed again while the samples are there.
///
/// Any thread may call any method; what is written is durable when the call returns.
public interface RollupCells {

    /// The cells of a channel that start in `[from, to)` and hold anything, in order of time.
    List<Cell> read(int channel, Resolution resolution, long fromMillis, long toMillis);

    /// Shows the energy of a channel's quarter hours that start in `[from, to)` and hold anything,
    /// in order of time: much quicker than reading all of them.
    void energy(int channel, long fromMillis, long toMillis, EnergyVisitor visitor);

    /// Replaces what a channel has in some days of universal time, all of it together.
    void write(int channel, List<Day> days);

    /// Forgets the cells of a resolution that end before a time; answers how many days of channels
    /// were dropped.
    int drop(Resolution resolution, long beforeMillis);

    /// Sees the energy of one quarter hour after the other.
    interface EnergyVisitor {
        void cell(long startMillis, long importMicroWh, long exportMicroWh, long energyMillis);
    }

    /// Cells of one resolution in one day of universal time, by their place in the day.
    record Day(Resolution resolution, long startMillis, List<Cell> cells) {}
}
