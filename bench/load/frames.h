// What servers send, read once: viewers of the same thing get the same bytes, so a frame is compared
// with what another viewer got, and only read where it is new. Of use to one thread.
#ifndef FRAMES_H
#define FRAMES_H

#include <stddef.h>
#include <stdint.h>

// One reading: which series it is of, and when it was due to be sent.
struct mark {
    uint32_t series;
    int64_t due_us;
};

struct frame {
    char *bytes;
    size_t length;
    size_t room;
    int count;            // of marks
    int marks_room;
    struct mark *marks;
    int snapshot;         // what was newest already
    int snapshot_end;     // the last frame of a snapshot
    int wrong;            // an error, or something that nobody asked for
};

struct frames;

// `channels` is how many channels each meter has; a mark's series counts them through. Series from
// `series` on are not looked at: somebody else's.
struct frames *frames_new(int channels, int series);

// Answers the number of a frame with these bytes. `expected` is the number that it most likely has:
// the one after what this viewer got before.
uint64_t frames_find(struct frames *frames, const char *bytes, size_t length, uint64_t expected);

const struct frame *frames_at(const struct frames *frames, uint64_t number);

#endif
