// Who sends the readings: evenly spread over time, or as fast as they arrive.
#ifndef PUBLISHER_H
#define PUBLISHER_H

#include <stdint.h>

#include "plan.h"
#include "viewers.h"

struct publisher;

struct publisher *publisher_open(const struct plan *plan, struct tally *tally);

// Sends for so many seconds; answers how many readings.
int64_t publisher_run(struct publisher *publisher, double seconds);

// Readings that the server has said are stored; always 0 where it says no such thing.
int64_t publisher_accepted(struct publisher *publisher);

// The value that was sent last of each series.
const int64_t *publisher_newest(const struct publisher *publisher);

#endif
