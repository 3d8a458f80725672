// How long things took: a count for every ten microseconds, up to ten seconds.
#ifndef LATENCY_H
#define LATENCY_H

#include <stdint.h>

enum { LATENCY_STEP_US = 10, LATENCY_STEPS = 1000000 };

struct latencies {
    int64_t count;
    uint32_t steps[LATENCY_STEPS];
};

static inline void latency_add(struct latencies *latencies, int64_t us) {
    int64_t step = us / LATENCY_STEP_US;
    latencies->steps[step < 0 ? 0 : step < LATENCY_STEPS ? step : LATENCY_STEPS - 1]++;
    latencies->count++;
}

// The milliseconds below which this share stayed.
double latency_ms(const struct latencies *latencies, double share);

#endif
