package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;

/// A sum of energy that is added to often. Confined to one thread.
final class EnergySum {
    /// A quarter hour fits this many times into a long, however large it is.
    private static final long CARRY = Long.MAX_VALUE / 4;

    private Energy whole = Energy.ZERO;
    private long microWh;

    void add(long more) {
        microWh += more;
        if (Math.abs(microWh) > CARRY) {
            carry();
        }
    }

    Energy energy() {
        carry();
        return whole;
    }

    private void carry() {
        whole = whole.plus(Energy.ofMicroWh(microWh));
        microWh = 0;
    }
}
