// The kinds of load. Each runs once and prints what was measured as one line of NAME=VALUE words.
#ifndef RUNS_H
#define RUNS_H

#include "plan.h"

// Viewers watch what a publisher sends.
void run_watch(struct plan *plan);

// Batches are sent, as many as are acknowledged.
void run_ingest(struct plan *plan);

// Each meter sends one reading after the other on a socket of its own.
void run_devices(struct plan *plan);

// A server is started, and its page asked for.
void run_start(struct plan *plan);

#endif
