// The load that servers are measured under: one process, one clock.
#include <sys/resource.h>

#include "clock.h"
#include "plan.h"
#include "runs.h"

int main(int argc, char **argv) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    struct plan plan = plan_read(argc, argv);
    plan.begun_us = now_us();
    switch (plan.kind) {
        case WATCH: run_watch(&plan); break;
        case INGEST: run_ingest(&plan); break;
        case DEVICES: run_devices(&plan); break;
        case START: run_start(&plan); break;
    }
    return 0;
}
