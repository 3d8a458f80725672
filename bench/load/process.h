// What processes use, summed, as /proc tells.
#ifndef PROCESS_H
#define PROCESS_H

#include "plan.h"

// Seconds of processor time, the kernel's included.
double processes_cpu(const int pids[PIDS_MAX]);

// The same of this process.
double own_cpu(void);

// Megabytes resident.
double processes_memory(const struct plan *plan);

#endif
