#include "process.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double processes_cpu(const int pids[PIDS_MAX]) {
    double ticks = 0;
    for (int i = 0; i < PIDS_MAX && pids[i] > 0; i++) {
        char name[64], line[1024];
        snprintf(name, sizeof name, "/proc/%d/stat", pids[i]);
        FILE *file = fopen(name, "r");
        if (file == NULL) {
            continue;
        }
        unsigned long user = 0, kernel = 0;
        if (fgets(line, sizeof line, file) != NULL) {
            // The second field is a name in brackets, which may hold spaces.
            sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
                    &user, &kernel);
        }
        fclose(file);
        ticks += (double)(user + kernel);
    }
    return ticks / (double)sysconf(_SC_CLK_TCK);
}

double own_cpu(void) {
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

double processes_memory(const struct plan *plan) {
    double pages = 0;
    for (int i = 0; i < PIDS_MAX && plan->pids[i] > 0; i++) {
        char name[64];
        snprintf(name, sizeof name, "/proc/%d/statm", plan->pids[i]);
        FILE *file = fopen(name, "r");
        if (file == NULL) {
            continue;
        }
        long resident = 0;
        if (fscanf(file, "%*d %ld", &resident) == 1) {
            pages += (double)resident;
        }
        fclose(file);
    }
    return pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}
