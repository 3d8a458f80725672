package dev.wattsocket.model;

/// A meter in the sum that a virtual meter is: added, or subtracted where `minus`.
public record Term(String meter, boolean minus) {
    public int sign() {
        return minus ? -1 : 1;
    }
}
