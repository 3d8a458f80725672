package dev.wattsocket.metering;

/// Takes the samples of one channel in order of time and turns them into energy. Confined to one
/// thread; `end` says that no more come.
public interface EnergySource {
    void sample(long timeMillis, double value, int intervalSeconds);

    void end();
}
