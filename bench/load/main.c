// The load: viewers that watch, and a publisher whose readings they are to get. Prints what was
// measured as one line of NAME=VALUE words.
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <time.h>

#include "clock.h"
#include "plan.h"
#include "process.h"
#include "publisher.h"
#include "viewers.h"

static const char usage[] =
        "Usage: load --port PORT [OPTIONS]\n"
        "\n"
        "  --port PORT      where viewers watch; several take turns\n"
        "  --publish-port P where readings are sent to (the first --port)\n"
        "  --viewers N      sockets that watch (1000)\n"
        "  --meters N       meters that send (100)\n"
        "  --channels N     channels of each meter, 1 to 5 (1)\n"
        "  --rate HZ        readings a second of each channel (10)\n"
        "  --flat N         instead of a rate: keep N readings on their way\n"
        "  --warm S         seconds before the measured ones (1)\n"
        "  --seconds S      seconds that are measured (4)\n"
        "  --publishers N   sockets that the meters are spread over (1)\n"
        "  --single         one reading a frame to Wattsocket too\n"
        "  --plain PATH     a server that sends every frame that comes in at PATH to all viewers\n"
        "  --slow S         the last viewer takes nothing for S of the measured seconds\n"
        "  --wait S         seconds that opening the viewers may take (60)\n"
        "  --pid PID        a process of the server; may be repeated\n"
        "  --aside PID      a process beside it, such as its Redis; may be repeated\n";

static const struct option options[] = {
    {"port", required_argument, NULL, 'p'},
    {"publish-port", required_argument, NULL, 'P'}, {"viewers", required_argument, NULL, 'v'},
    {"meters", required_argument, NULL, 'm'}, {"channels", required_argument, NULL, 'c'},
    {"rate", required_argument, NULL, 'r'}, {"flat", required_argument, NULL, 'f'},
    {"warm", required_argument, NULL, 'w'}, {"seconds", required_argument, NULL, 's'},
    {"publishers", required_argument, NULL, 'n'}, {"single", no_argument, NULL, '1'},
    {"plain", required_argument, NULL, 'b'}, {"wait", required_argument, NULL, 'o'},
    {"slow", required_argument, NULL, 'l'},
    {"pid", required_argument, NULL, 'i'},
    {"aside", required_argument, NULL, 'a'}, {"help", no_argument, NULL, 'h'}, {0}};

static void fail(const char *why) {
    fprintf(stderr, "load: %s\n\n%s", why, usage);
    exit(2);
}

static void add(int *numbers, int most) {
    for (int i = 0; i < most; i++) {
        if (numbers[i] == 0) {
            numbers[i] = atoi(optarg);
            return;
        }
    }
}

static void take_option(struct plan *plan, int option) {
    switch (option) {
        case 'p':
            if (plan->port_count < PORTS_MAX) {
                plan->ports[plan->port_count++] = atoi(optarg);
            }
            break;
        case 'P': plan->publish_port = atoi(optarg); break;
        case 'v': plan->viewers = atoi(optarg); break;
        case 'm': plan->meters = atoi(optarg); break;
        case 'c': plan->channels = atoi(optarg); break;
        case 'r': plan->rate = atof(optarg); break;
        case 'f': plan->flat = atoi(optarg); break;
        case 'w': plan->warm = atof(optarg); break;
        case 's': plan->seconds = atof(optarg); break;
        case 'n': plan->publishers = atoi(optarg); break;
        case '1': plan->single = 1; break;
        case 'b': plan->plain = 1, plan->path = optarg; break;
        case 'l': plan->slow = atof(optarg); break;
        case 'o': plan->wait = atoi(optarg); break;
        case 'i': add(plan->pids, PIDS_MAX); break;
        case 'a': add(plan->aside, PIDS_MAX); break;
        case 'h': printf("%s", usage); exit(0);
        default: fputs(usage, stderr); exit(2);
    }
}

static struct plan read_plan(int argc, char **argv) {
    struct plan plan = {.viewers = 1000, .meters = 100, .channels = 1, .rate = 10, .warm = 1,
        .seconds = 4, .publishers = 1, .wait = 60, .path = "/ws/energy/"};
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        take_option(&plan, option);
    }
    if (plan.port_count == 0 || plan.ports[0] <= 0) {
        fail("--port is missing");
    }
    if (plan.publish_port == 0) {
        plan.publish_port = plan.ports[0];
    }
    if (plan.viewers < 1 || plan.meters < 1 || plan.rate <= 0 || plan.seconds <= 0
            || plan.channels < 1 || plan.channels > CHANNELS_MAX || plan.publishers < 1) {
        fail("a number is out of range");
    }
    return plan;
}

static void nap(void) {
    struct timespec ten_ms = {0, 10000000};
    nanosleep(&ten_ms, NULL);
}

static void await_viewers(const struct plan *plan, struct tally *tally) {
    int64_t deadline = now_us() + plan->wait * 1000000LL;
    while (tally->ready < plan->viewers) {
        if (now_us() > deadline) {
            fprintf(stderr, "load: only %d of %d viewers are in\n", tally->ready, plan->viewers);
            exit(1);
        }
        nap();
    }
}

// A server that has fallen behind gets a while to catch up; what it then still lacks is lost.
static void await_arrival(const struct plan *plan, struct tally *tally,
        struct publisher *publisher, int64_t sent) {
    int64_t deadline = now_us() + 3000000;
    while (now_us() < deadline
            && (tally->arrived < sent * plan->viewers
                    || (!plan->plain && publisher_accepted(publisher) < sent))) {
        nap();
    }
}

int main(int argc, char **argv) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    struct plan plan = read_plan(argc, argv);
    plan.begun_us = now_us();
    struct tally *tally = calloc(1, sizeof *tally);
    tally->wake = eventfd(0, EFD_NONBLOCK);
    tally->from_us = INT64_MAX;
    struct publisher *publisher = publisher_open(&plan, tally);
    struct viewers *viewers = viewers_open(&plan, tally);
    await_viewers(&plan, tally);
    double opened_s = (double)(now_us() - plan.begun_us) / 1e6;

    int64_t warmed = publisher_run(publisher, plan.warm);
    int64_t begin = now_us();
    tally->from_us = begin - plan.begun_us;
    double cpu = processes_cpu(plan.pids);
    double aside = processes_cpu(plan.aside);
    int64_t arrived = tally->arrived;
    int64_t sent = publisher_run(publisher, plan.seconds);
    arrived = tally->arrived - arrived;
    cpu = processes_cpu(plan.pids) - cpu;
    aside = processes_cpu(plan.aside) - aside;
    double seconds = (double)(now_us() - begin) / 1e6;
    double memory = processes_memory(&plan);

    await_arrival(&plan, tally, publisher, warmed + sent);
    int64_t accepted = publisher_accepted(publisher);
    int64_t lacking = viewers_close(viewers, publisher_newest(publisher));
    double expected = (double)sent * plan.viewers;
    printf("viewers=%d opened_s=%.2f sent_per_s=%.0f arrived_per_s=%.0f", plan.viewers, opened_s,
            (double)sent / seconds, (double)arrived / seconds);
    printf(" missing_percent=%.3f not_newest=%lld disordered=%lld wrong=%lld unstored=%lld",
            100 - 100 * (double)tally->measured / expected, (long long)lacking,
            (long long)tally->disordered, (long long)tally->wrong,
            plan.plain ? 0LL : (long long)(warmed + sent - accepted));
    printf(" frames_per_viewer_s=%.1f", (double)tally->frames / plan.viewers
            / (plan.warm + plan.seconds));
    printf(" p50_ms=%.2f p99_ms=%.2f max_ms=%.2f", (double)tally_latency(tally, 0.5) / 1e3,
            (double)tally_latency(tally, 0.99) / 1e3, (double)tally_latency(tally, 1) / 1e3);
    printf(" cores=%.3f cpu_s_per_million=%.4f memory_mb=%.0f", cpu / seconds,
            arrived > 0 ? cpu / (double)arrived * 1e6 : 0, memory);
    if (plan.slow > 0) {
        printf(" slow_got_percent=%.2f slow_not_newest=%lld",
                100 * (double)tally->slow_measured / (double)sent,
                (long long)tally->slow_lacking);
    }
    printf(" aside_us_per_sent=%.3f aside_cores=%.3f\n",
            sent > 0 ? aside / (double)sent * 1e6 : 0, aside / seconds);
    return 0;
}
