package dev.wattsocket.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which audiences see which channel. Confined to the live loop.
final class Seats {
    private final ChannelNames names;
    private final List<List<Slot>> slotsOfChannel = new ArrayList<>();
    private final Set<Integer> unnamed = new TreeSet<>();

    Seats(ChannelNames names) {
        this.names = names;
    }

    /// Forgets all, because the catalog changed.
    void forget() {
        names.clear();
        slotsOfChannel.clear();
        unnamed.clear();
    }

    /// The slots of a channel that was looked at.
    List<Slot> of(int channel) {
        return slotsOfChannel.get(channel);
    }

    /// Gives every channel up to this one that is new a slot with each audience that wants it.
    void lookAt(int channelMax, Collection<Audience> audiences) {
        while (slotsOfChannel.size() <= channelMax) {
            int channel = slotsOfChannel.size();
            slotsOfChannel.add(new ArrayList<>(0));
            if (names.of(channel) == null) {
                unnamed.add(channel);
            }
            audiences.forEach(audience -> seat(audience, channel));
        }
    }

    /// Values of a meter that another node made may be here before its name is. Answers the
    /// channels that have one now.
    List<Integer> lookAgain(Collection<Audience> audiences) {
        var named = new ArrayList<Integer>();
        for (var each = unnamed.iterator(); each.hasNext(); ) {
            int channel = each.next();
            if (names.of(channel) != null) {
                each.remove();
                named.add(channel);
                audiences.forEach(audience -> seat(audience, channel));
            }
        }
        return named;
    }

    /// Shows an audience every channel that it wants, and remembers it.
    void open(Audience audience) {
        for (int channel = 0; channel < slotsOfChannel.size(); channel++) {
            seat(audience, channel);
        }
    }

    /// Shows an audience every channel that it wants, for this once.
    void show(Audience audience) {
        for (int channel = 0; channel < slotsOfChannel.size(); channel++) {
            slot(audience, channel).ifPresent(audience::add);
        }
    }

    void close(Audience audience) {
        for (var slot : audience.slots()) {
            var seats = slotsOfChannel.get(slot.name.id());
            var last = seats.removeLast();
            if (last != slot) {
                seats.set(slot.seat, last);
                last.seat = slot.seat;
            }
        }
    }

    private void seat(Audience audience, int channel) {
        slot(audience, channel)
                .ifPresent(slot -> {
                    var seats = slotsOfChannel.get(channel);
                    slot.seat = seats.size();
                    seats.add(slot);
                    audience.add(slot);
                });
    }

    private Optional<Slot> slot(Audience audience, int channel) {
        var name = names.of(channel);
        return name == null || !audience.ask.wants(name)
                ? Optional.empty()
                : Optional.of(new Slot(audience, name, System.nanoTime()));
    }
}
