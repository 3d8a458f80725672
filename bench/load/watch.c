#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>

#include "clock.h"
#include "process.h"
#include "publisher.h"
#include "runs.h"
#include "viewers.h"

// What was used, and had arrived, up to a moment.
struct usage {
    int64_t at_us;
    double cpu;
    double aside;
    double load;
    int64_t arrived;
};

static void nap(double seconds) {
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

static struct usage use(const struct plan *plan, struct tally *tally) {
    return (struct usage){now_us(), processes_cpu(plan->pids), processes_cpu(plan->aside),
        own_cpu(), tally->arrived};
}

static void await_viewers(const struct plan *plan, struct tally *tally) {
    int64_t deadline = now_us() + plan->wait * 1000000LL;
    while (tally->ready < plan->viewers) {
        if (now_us() > deadline) {
            fprintf(stderr, "load: only %d of %d viewers are in\n", tally->ready, plan->viewers);
            exit(1);
        }
        nap(0.01);
    }
}

// A server that has fallen behind gets a while to catch up, as long as anything comes; what it then
// still lacks is lost.
static void await_arrival(const struct plan *plan, struct tally *tally,
        struct publisher *publisher, int64_t sent) {
    int64_t arrived = -1;
    int64_t since = now_us();
    int64_t deadline = since + 3000000;
    for (int64_t now; (now = now_us()) < deadline && now < since + 1000000; nap(0.01)) {
        int stored = plan->plain || publisher_accepted(publisher) >= sent;
        if (stored && tally->arrived >= sent * plan->viewers) {
            return;
        }
        if (!stored || tally->arrived != arrived) {
            arrived = tally->arrived;
            since = now;
        }
    }
}

static void print_latency(const char *name, const struct latencies *latencies) {
    printf(" %sp50_ms=%.2f %sp99_ms=%.2f %smax_ms=%.2f", name, latency_ms(latencies, 0.5), name,
            latency_ms(latencies, 0.99), name, latency_ms(latencies, 1));
}

static void print_usage(const struct usage *from, const struct usage *to, int64_t sent) {
    double seconds = (double)(to->at_us - from->at_us) / 1e6;
    double arrived = (double)(to->arrived - from->arrived);
    double cpu = to->cpu - from->cpu;
    printf(" sent_per_s=%.0f arrived_per_s=%.0f", (double)sent / seconds, arrived / seconds);
    printf(" cores=%.3f cpu_s_per_million=%.4f load_cores=%.3f", cpu / seconds,
            arrived > 0 ? cpu / arrived * 1e6 : 0, (to->load - from->load) / seconds);
    printf(" aside_us_per_sent=%.3f aside_cores=%.3f",
            sent > 0 ? (to->aside - from->aside) / (double)sent * 1e6 : 0,
            (to->aside - from->aside) / seconds);
}

static void print_viewers(const struct plan *plan, const struct tally *tally, int64_t sent,
        int64_t lacking) {
    printf(" missing_percent=%.3f not_newest=%lld disordered=%lld wrong=%lld",
            100 - 100 * (double)tally->late.count / ((double)sent * plan_steady(plan)),
            (long long)lacking, (long long)tally->disordered, (long long)tally->wrong);
    printf(" frames_per_viewer_s=%.1f",
            (double)tally->frames / plan->viewers / (plan->warm + plan->seconds));
    print_latency("", &tally->late);
    print_latency("enter_", &tally->entering);
    if (plan->slow > 0) {
        printf(" slow_got_percent=%.2f slow_not_newest=%lld",
                100 * (double)tally->slow_measured / (double)sent / plan->slow_viewers,
                (long long)tally->slow_lacking);
    }
    if (plan->storm > 0) {
        printf(" storm_s=%.2f", (double)tally->storm_us / 1e6);
        print_latency("again_", &tally->again);
    }
}

void run_watch(struct plan *plan) {
    struct tally *tally = calloc(1, sizeof *tally);
    tally->wake = eventfd(0, EFD_NONBLOCK);
    tally->from_us = INT64_MAX;
    struct publisher *publisher = publisher_open(plan, tally);
    double before_mb = processes_memory(plan);
    int64_t opening = now_us();
    struct viewers *viewers = viewers_open(plan, tally);
    await_viewers(plan, tally);
    double opened_s = (double)(now_us() - opening) / 1e6;
    nap(plan->idle);
    double idle_mb = processes_memory(plan);

    int64_t warmed = publisher_run(publisher, plan->warm);
    tally->from_us = now_us() - plan->begun_us;
    struct usage from = use(plan, tally);
    int64_t sent = publisher_run(publisher, plan->seconds);
    struct usage to = use(plan, tally);
    double live_mb = processes_memory(plan);

    await_viewers(plan, tally);
    await_arrival(plan, tally, publisher, warmed + sent);
    int64_t accepted = publisher_accepted(publisher);
    int64_t lacking = viewers_close(viewers, publisher_newest(publisher));
    printf("viewers=%d opened_s=%.2f", plan->viewers, opened_s);
    print_usage(&from, &to, sent);
    print_viewers(plan, tally, sent, lacking);
    printf(" unstored=%lld", plan->plain ? 0LL : (long long)(warmed + sent - accepted));
    printf(" memory_mb=%.0f idle_kb=%.2f live_kb=%.2f\n", live_mb,
            (idle_mb - before_mb) * 1e3 / plan->viewers,
            (live_mb - before_mb) * 1e3 / plan->viewers);
}
