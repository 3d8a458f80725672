package dev.wattsocket.store.questdb;

import io.questdb.cairo.CairoException;

/// QuestDB's failures in words for an operator.
final class Failure {
    private static final int NO_SPACE = 28;
    private static final int QUOTA_EXCEEDED = 122;
    private static final int READ_ONLY = 30;
    private static final int TOO_MANY_FILES = 24;

    private Failure() {}

    static String reason(Throwable e) {
        return e instanceof CairoException known ? reason(known) : e.toString();
    }

    private static String reason(CairoException e) {
        return switch (e.getErrno()) {
            case NO_SPACE, QUOTA_EXCEEDED -> "the disk is full";
            case READ_ONLY -> "the disk is read-only";
            case TOO_MANY_FILES -> "too many files are open";
            default -> String.valueOf(e.getFlyweightMessage());
        };
    }
}
