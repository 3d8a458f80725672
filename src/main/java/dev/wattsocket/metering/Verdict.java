package dev.wattsocket.metering;

/// What a register that fell is judged to have done; `addedWh` is what counts as having flowed.
public sealed interface Verdict {
    double addedWh();

    /// One word, as it is written on the wire.
    String word();

    /// Why, in a sentence.
    String reason();

    /// It passed its greatest value and began again: nothing is lost.
    record Rollover(double addedWh) implements Verdict {
        @Override
        public String word() {
            return "rollover";
        }

        @Override
        public String reason() {
            return "The register passed its greatest value and began again.";
        }
    }

    /// The lower reading is disregarded.
    record Dip() implements Verdict {
        @Override
        public double addedWh() {
            return 0;
        }

        @Override
        public String word() {
            return "dip";
        }

        @Override
        public String reason() {
            return "It fell by at most a tenth and was back with the next reading:"
                    + " the lower reading is disregarded.";
        }
    }

    /// The higher readings before it are disregarded.
    record Spike() implements Verdict {
        @Override
        public double addedWh() {
            return 0;
        }

        @Override
        public String word() {
            return "spike";
        }

        @Override
        public String reason() {
            return "It fell by at most a tenth and went on from there:"
                    + " the higher readings before are disregarded.";
        }
    }

    /// The device showed nonsense for a while: the lower readings are disregarded.
    record Dropout() implements Verdict {
        @Override
        public double addedWh() {
            return 0;
        }

        @Override
        public String word() {
            return "dropout";
        }

        @Override
        public String reason() {
            return "It showed the same until it was back, faster than energy can flow here:"
                    + " what it showed meanwhile is disregarded.";
        }
    }

    /// The device counts from nothing again.
    record Reset(double addedWh) implements Verdict {
        @Override
        public String word() {
            return "reset";
        }

        @Override
        public String reason() {
            return "The device counts from 0 again: what it shows has flowed since.";
        }
    }

    /// The device was replaced, as somebody entered.
    record Exchange(double addedWh) implements Verdict {
        @Override
        public String word() {
            return "exchange";
        }

        @Override
        public String reason() {
            return "The meter was exchanged: it goes on from the new one's start value.";
        }
    }
}
