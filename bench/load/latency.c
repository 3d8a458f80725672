#include "latency.h"

double latency_ms(const struct latencies *latencies, double share) {
    int64_t left = (int64_t)((double)(latencies->count - 1) * share);
    for (int64_t step = 0; step < LATENCY_STEPS; step++) {
        left -= latencies->steps[step];
        if (left < 0) {
            return (double)(step * LATENCY_STEP_US) / 1e3;
        }
    }
    return 0;
}
