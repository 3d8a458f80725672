// All viewers, on a thread of their own: what they were sent, whether in order, and how late.
#ifndef VIEWERS_H
#define VIEWERS_H

#include <stdatomic.h>
#include <stdint.h>

#include "latency.h"
#include "plan.h"

struct viewers;

// What the thread and whoever waits for it share.
struct tally {
    atomic_int ready;              // viewers that are in: connected, and subscribed
    atomic_llong arrived;          // readings, since the first
    _Atomic int64_t from_us;       // readings that were due from here on are measured
    int wake;                      // an eventfd, written to when something has arrived
    // The rest is to be looked at when the thread has ended. Where nothing else is said it is of
    // the steady viewers: those that are not slow, and never go away.
    struct latencies late;
    struct latencies entering;     // of all: from when they were to connect until they were in
    struct latencies again;        // the same of those that came back
    int64_t storm_us;              // from the first that went until all were back
    int64_t disordered;            // readings that came after a newer one of their series, of all
    int64_t frames;                // of all
    int64_t wrong;                 // of all
    int64_t slow_measured;         // of the measured readings, those of slow viewers
    int64_t slow_lacking;          // newest readings of a series that slow viewers lack
};

// Starts the thread, which connects them all.
struct viewers *viewers_open(const struct plan *plan, struct tally *tally);

// Ends the thread; answers how many times a viewer lacks the newest reading of a series.
int64_t viewers_close(struct viewers *viewers, const int64_t *newest);

#endif
