package dev.wattsocket.query;

import dev.wattsocket.metering.EnergyCells;

/// Where the quarter hours of a device come from. What is answered belongs to who asked.
interface DeviceCells {
    /// Whole quarter hours between two of their starts.
    EnergyCells whole(String meter, long from, long to);

    /// What of the quarter hour that holds this time has flowed before it.
    EnergyCells until(String meter, long millis);
}
