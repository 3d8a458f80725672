package dev.wattsocket.store.questdb;

import io.questdb.std.FilesFacadeImpl;
import io.questdb.std.str.Path;

/// A disk that can be full: files then do not grow, and the table gets no new days.
final class BrokenDisk extends FilesFacadeImpl {
    private static final int NO_SPACE = 28;

    volatile boolean full;
    volatile boolean daysCannotBeMade;

    @Override
    public boolean allocate(long fd, long size) {
        return !full && super.allocate(fd, size);
    }

    @Override
    public int mkdirs(Path path, int mode) {
        boolean isDay = path.toString().contains("/20");
        return daysCannotBeMade && isDay ? -1 : super.mkdirs(path, mode);
    }

    @Override
    public int errno() {
        return full || daysCannotBeMade ? NO_SPACE : super.errno();
    }
}
