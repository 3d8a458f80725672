// All viewers, on a thread of their own: what they were sent, whether in order, and how late.
#ifndef VIEWERS_H
#define VIEWERS_H

#include <stdatomic.h>
#include <stdint.h>

#include "plan.h"

enum { LATENCY_STEP_US = 10, LATENCY_STEPS = 1000000 };  // up to ten seconds

struct viewers;

// What the thread and whoever waits for it share.
struct tally {
    atomic_int ready;              // viewers that are subscribed
    atomic_llong arrived;          // readings, since the first
    _Atomic int64_t from_us;       // readings that were due from here on are measured
    int wake;                      // an eventfd, written to when something has arrived
    // The rest is to be looked at when the thread has ended.
    int64_t measured;              // readings that arrived of those due in the measured time
    int64_t disordered;            // readings that came after a newer one of their series
    int64_t frames;
    int64_t wrong;
    int64_t slow_measured;         // of the measured ones, those of the slow viewer
    int64_t slow_lacking;          // series whose newest reading the slow viewer lacks
    int64_t latencies[LATENCY_STEPS];
};

// Connects them all, then starts the thread.
struct viewers *viewers_open(const struct plan *plan, struct tally *tally);

// Ends the thread; answers how many times a viewer lacks the newest reading of a series.
int64_t viewers_close(struct viewers *viewers, const int64_t *newest);

// The latency below which this share of the measured readings stayed, in microseconds.
int64_t tally_latency(const struct tally *tally, double share);

#endif
