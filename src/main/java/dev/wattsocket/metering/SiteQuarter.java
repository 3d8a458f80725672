package dev.wattsocket.metering;

/// What flows through a site in a quarter hour or a part of one, in millionths of a watt-hour, none
/// of it negative: what the grid, the sun and the battery give and take.
record SiteQuarter(
        long gridImport, long gridExport, long solar, long charge, long discharge, long ev) {

    /// A site without a meter at the grid, which gives and takes what is left.
    static SiteQuarter withoutGrid(long loads, long solar, long charge, long discharge, long ev) {
        long left = loads + charge - solar - discharge;
        return new SiteQuarter(Math.max(0, left), Math.max(0, -left), solar, charge, discharge, ev);
    }

    long part(Part part) {
        return switch (part) {
            case HOME -> home();
            case GRID_IMPORT -> gridImport;
            case GRID_EXPORT -> gridExport;
            case SOLAR -> solar;
            case BATTERY_CHARGE -> charge;
            case BATTERY_DISCHARGE -> discharge;
            case EV -> ev;
            case UNMEASURED -> unmeasured();
        };
    }

    /// Less than nothing where a source has no meter.
    long home() {
        return gridImport - gridExport + solar + discharge - charge;
    }

    /// What was exported or charged though neither sun nor battery nor grid can have given it.
    long unmeasured() {
        return gridExport - solarGrid() - batteryGrid() + charge - solarBattery() - gridBattery();
    }

    /// The sun feeds the home first. So it feeds the grid no more than what the battery can't have
    /// fed it, and the battery no more than what the grid can't. All that comes from a source goes
    /// somewhere; all that is taken comes from somewhere, but for what is unmeasured.
    long flow(Flow flow) {
        return switch (flow) {
            case SOLAR_HOME -> solar - solarGrid() - solarBattery();
            case SOLAR_BATTERY -> solarBattery();
            case SOLAR_GRID -> solarGrid();
            case GRID_HOME -> gridImport - gridBattery();
            case GRID_BATTERY -> gridBattery();
            case BATTERY_HOME -> discharge - batteryGrid();
            case BATTERY_GRID -> batteryGrid();
        };
    }

    private long solarGrid() {
        return Math.clamp(gridExport - discharge, 0, solar);
    }

    private long solarBattery() {
        return Math.clamp(charge - gridImport, 0, solar - solarGrid());
    }

    private long batteryGrid() {
        return Math.min(discharge, gridExport - solarGrid());
    }

    private long gridBattery() {
        return Math.min(gridImport, charge - solarBattery());
    }
}
