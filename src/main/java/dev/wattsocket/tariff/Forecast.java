package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the energy of the rest of a billing period may cost: for each day that is left the mean of
/// the same weekday in the past. Immutable; any thread.
public final class Forecast {
    /// Quarter hours of the clock in a day.
    public static final int QUARTERS = 96;

    private static final int MINUTES = 15;

    private final Map<DayOfWeek, List<Day>> byWeekday = new EnumMap<>(DayOfWeek.class);
    private final List<Day> all;

    /// @param past days of which enough is known
    public Forecast(Collection<Day> past) {
        all = List.copyOf(past);
        for (var weekday : DayOfWeek.values()) {
            var same = all.stream().filter(day -> day.date().getDayOfWeek() == weekday).toList();
            // A weekday that was never seen is like any other day.
            byWeekday.put(weekday, same.isEmpty() ? all : same);
        }
    }

    /// The quarter hour of the clock that a time falls into.
    public static int quarterOf(LocalTime time) {
        return (time.getHour() * 60 + time.getMinute()) / MINUTES;
    }

    /// What the energy of a day cost, less what it earned, by quarter hours of the clock from
    /// midnight on. An hour that the clock leaves out cost nothing, one that comes twice both.
    public record Day(LocalDate date, List<BigDecimal> quarters) {
        public Day {
            if (quarters.size() != QUARTERS) {
                throw new IllegalArgumentException("not 96 quarter hours: " + quarters.size());
            }
            quarters = List.copyOf(quarters);
        }

        BigDecimal cost() {
            return quarters.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /// What came after a time of the day.
        BigDecimal costAfter(LocalTime time) {
            int running = quarterOf(time);
            double gone = (time.getMinute() % MINUTES * 60 + time.getSecond()) / (MINUTES * 60.0);
            var rest = quarters.get(running).multiply(BigDecimal.valueOf(1 - gone));
            for (int i = running + 1; i < QUARTERS; i++) {
                rest = rest.add(quarters.get(i));
            }
            return rest;
        }
    }

    /// What the rest may cost.
    ///
    /// @param cost the mean
    /// @param deviation one standard deviation of it
    public record Rest(BigDecimal cost, BigDecimal deviation) {}

    /// From a time on to the start of a day; empty where no day of the past is known.
    public Optional<Rest> rest(LocalDateTime now, LocalDate end) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        if (!now.isBefore(end.atStartOfDay())) {
            return Optional.of(new Rest(BigDecimal.ZERO, BigDecimal.ZERO));
        }
        var today = same(now.toLocalDate());
        var cost = mean(today.stream().map(day -> day.costAfter(now.toLocalTime())).toList());
        var left = new EnumMap<DayOfWeek, Double>(DayOfWeek.class);
        double part = 1 - now.toLocalTime().toSecondOfDay() / 86_400.0;
        left.put(now.getDayOfWeek(), part);
        double squares = part * part;
        for (var date = now.toLocalDate().plusDays(1); date.isBefore(end); ) {
            cost = cost.add(mean(same(date).stream().map(Day::cost).toList()));
            left.merge(date.getDayOfWeek(), 1.0, Double::sum);
            squares++;
            date = date.plusDays(1);
        }
        return Optional.of(new Rest(cost, deviation(left, squares)));
    }

    private List<Day> same(LocalDate date) {
        return byWeekday.getOrDefault(date.getDayOfWeek(), all);
    }

    /// Each day varies by itself; that the mean of few days is not the true one weighs on all days
    /// of its weekday together.
    private BigDecimal deviation(Map<DayOfWeek, Double> left, double squares) {
        double variance = squares;
        for (var weekday : left.entrySet()) {
            double days = weekday.getValue();
            variance += days * days / byWeekday.getOrDefault(weekday.getKey(), all).size();
        }
        return BigDecimal.valueOf(Math.sqrt(variance * varianceOfDays()));
    }

    /// Around the means of their weekdays; around that of all where each was seen once.
    private double varianceOfDays() {
        long weekdays = all.stream().map(day -> day.date().getDayOfWeek()).distinct().count();
        boolean isByWeekday = all.size() > weekdays;
        long freedom = all.size() - (isByWeekday ? weekdays : 1);
        double squares = 0;
        for (var day : all) {
            var around = isByWeekday ? same(day.date()) : all;
            double off =
                    day.cost()
                            .subtract(mean(around.stream().map(Day::cost).toList()))
                            .doubleValue();
            squares += off * off;
        }
        return freedom == 0 ? 0 : squares / freedom;
    }

    private static BigDecimal mean(List<BigDecimal> amounts) {
        return amounts.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(amounts.size()), MathContext.DECIMAL128);
    }
}
