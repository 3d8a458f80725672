package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.time.LocalDate;
import java.util.Optional;

/// The price of the band that holds at the time of day. Confined to one thread.
final class BandPricing implements Pricing {
    private final int firstRate;
    private final EnergyPrice.Bands prices;
    private final BandCalendar calendar;
    private int[] slots = {};

    BandPricing(int firstRate, EnergyPrice.Bands prices) {
        this.firstRate = firstRate;
        this.prices = prices;
        this.calendar = new BandCalendar(prices);
    }

    @Override
    public void turn(LocalDate day) {
        slots = calendar.slots(day);
    }

    @Override
    public void add(Moment at, Energy energy, Tally into) {
        into.add(firstRate + slots[at.slot()], energy);
    }

    @Override
    public Optional<Offer> offer(Moment at, long millis) {
        int band = slots[at.slot()];
        return Optional.of(new Offer(firstRate + band, prices.bands().get(band).price()));
    }
}
