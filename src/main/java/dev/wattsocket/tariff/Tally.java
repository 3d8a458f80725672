package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// Energy by what it costs. Adds up under each rate before anything is multiplied, so that a year
/// of quarter hours is a few multiplications. Confined to one thread.
final class Tally {
    private final List<Rate> rates;
    private final Energy[] energy;
    private final BigDecimal[] followed;
    private final Energy[] imported;
    private Energy unpricedImport = Energy.ZERO;
    private Energy unpricedExport = Energy.ZERO;
    private boolean isUnderTariff;

    Tally(Rate.Table table) {
        rates = table.rates();
        energy = new Energy[rates.size()];
        followed = new BigDecimal[rates.size()];
        imported = new Energy[table.firstBought().length];
        clear();
    }

    void clear() {
        Arrays.fill(energy, Energy.ZERO);
        Arrays.fill(followed, BigDecimal.ZERO);
        Arrays.fill(imported, Energy.ZERO);
        unpricedImport = Energy.ZERO;
        unpricedExport = Energy.ZERO;
        isUnderTariff = false;
    }

    /// Adds energy under a rate whose price is its own.
    void add(int rate, Energy more) {
        energy[rate] = energy[rate].plus(more);
    }

    /// Adds energy under a rate that follows a series, at the price of the moment.
    void add(int rate, Energy more, BigDecimal price) {
        add(rate, more);
        followed[rate] = followed[rate].add(price.multiply(more.toKwh()));
    }

    /// Says that energy was imported under a version, whether it has a price or not.
    void addImported(int version, Energy more) {
        imported[version] = imported[version].plus(more);
        isUnderTariff = true;
    }

    void addUnpriced(LineKind kind, Energy more) {
        if (kind == LineKind.FEED_IN) {
            unpricedExport = unpricedExport.plus(more);
        } else {
            unpricedImport = unpricedImport.plus(more);
        }
    }

    Energy energy(int rate) {
        return energy[rate];
    }

    /// What the energy under a rate costs, or earns, before taxes.
    BigDecimal amount(int rate) {
        return rates.get(rate)
                .price()
                .map(price -> price.multiply(energy[rate].toKwh()))
                .orElse(followed[rate]);
    }

    /// What was imported under a version.
    Energy imported(int version) {
        return imported[version];
    }

    /// Whether any of the energy has a price; of none, whether a tariff holds at all.
    boolean knows(LineKind kind) {
        boolean isSold = kind == LineKind.FEED_IN;
        if (!isUnderTariff) {
            return false;
        }
        if ((isSold ? unpricedExport : unpricedImport).equals(Energy.ZERO)) {
            return true;
        }
        for (int i = 0; i < energy.length; i++) {
            if (rates.get(i).kind() == kind && !energy[i].equals(Energy.ZERO)) {
                return true;
            }
        }
        return false;
    }

    Energy unpricedImport() {
        return unpricedImport;
    }

    Energy unpricedExport() {
        return unpricedExport;
    }
}
