// Devices: each has a socket of its own and sends one reading after the other, evenly spread over
// time. How long an acknowledgement takes counts from when the reading was due.
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>

#include "clock.h"
#include "latency.h"
#include "line.h"
#include "process.h"
#include "runs.h"

enum { INPUT = 16 * 1024, WAITING_MAX = 64, EVENTS_MAX = 256, READING_MAX = 128 };

// Acknowledgements come in the order in which was sent.
struct device {
    struct line line;
    struct devices *all;
    int64_t due_us[WAITING_MAX];
    int64_t sent;
    int64_t accepted;
};

struct devices {
    const struct plan *plan;
    struct device *devices;
    struct latencies *late;
    int64_t from_us;     // readings due from here on are measured
    int poller;
    int64_t sent;
    int64_t accepted;
};

static void send_one(struct devices *all, int number, int64_t due_us) {
    struct device *device = &all->devices[number];
    if (device->sent - device->accepted == WAITING_MAX) {
        fprintf(stderr, "load: the server has not acknowledged %d readings\n", WAITING_MAX);
        exit(1);
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    char frame[WIRE_HEADER_MAX + READING_MAX];
    char *payload = frame + WIRE_HEADER_MAX;
    int length = snprintf(payload, READING_MAX, "{\"meter\":\"d%04d\",\"time\":%lld,\"power\":%lld}",
            number, now.tv_sec * 1000LL + now.tv_nsec / 1000000, (long long)(due_us % 10000));
    char *begin = wire_header(payload, (size_t)length, WIRE_TEXT);
    device->due_us[device->sent++ % WAITING_MAX] = due_us;
    wire_send(device->line.fd, begin, (size_t)(payload - begin) + (size_t)length);
    all->sent++;
}

static void take_frame(void *to, const struct wire_frame *frame) {
    struct device *device = to;
    struct devices *all = device->all;
    if (memmem(frame->payload, frame->length, "\"accepted\":1", 12) != NULL) {
        int64_t due_us = device->due_us[device->accepted++ % WAITING_MAX];
        all->accepted++;
        if (due_us >= all->from_us) {
            latency_add(all->late, now_us() - due_us);
        }
    } else if (memmem(frame->payload, frame->length, "\"type\":\"error\"", 14) != NULL
            || memmem(frame->payload, frame->length, "\"accepted\":0", 12) != NULL) {
        fprintf(stderr, "load: the server says: %.*s\n", (int)frame->length, frame->payload);
        exit(1);
    }
}

// Takes what comes until then.
static void take_until(struct devices *all, int64_t end) {
    struct epoll_event events[EVENTS_MAX];
    for (int64_t now; (now = now_us()) < end;) {
        // To the microsecond, which epoll_wait can't.
        struct timespec left = {(end - now) / 1000000, (end - now) % 1000000 * 1000};
        struct pollfd news = {.fd = all->poller, .events = POLLIN};
        if (ppoll(&news, 1, &left, NULL) <= 0) {
            return;
        }
        int count = epoll_wait(all->poller, events, EVENTS_MAX, 0);
        for (int i = 0; i < count; i++) {
            struct device *device = events[i].data.ptr;
            line_frames(&device->line, take_frame, device);
        }
    }
}

static void send_for(struct devices *all, double seconds) {
    const struct plan *plan = all->plan;
    double step = 1e6 / (plan->meters * plan->rate);
    int64_t begin = now_us();
    int64_t many = (int64_t)(seconds * 1e6 / step);
    for (int64_t i = 0; i < many; i++) {
        int64_t due = begin + (int64_t)((double)i * step);
        take_until(all, due);
        send_one(all, (int)(i % plan->meters), due);
    }
}

// Each says something at once: who is silent is taken for a viewer.
static void open_all(struct devices *all) {
    const struct plan *plan = all->plan;
    all->poller = epoll_create1(0);
    for (int i = 0; i < plan->meters; i++) {
        struct device *device = &all->devices[i];
        device->all = all;
        line_open(&device->line, plan->publish_port, plan->path, INPUT);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = device};
        epoll_ctl(all->poller, EPOLL_CTL_ADD, device->line.fd, &event);
        send_one(all, i, now_us());
    }
}

static void finish(struct devices *all) {
    int64_t deadline = now_us() + 5000000;
    while (all->accepted < all->sent && now_us() < deadline) {
        take_until(all, now_us() + 10000);
    }
}

void run_devices(struct plan *plan) {
    struct devices all = {.plan = plan, .from_us = INT64_MAX,
        .devices = calloc((size_t)plan->meters, sizeof(struct device)),
        .late = calloc(1, sizeof(struct latencies))};
    open_all(&all);
    send_for(&all, plan->warm);
    double cpu = processes_cpu(plan->pids), load = own_cpu();
    int64_t begin = all.from_us = now_us();
    send_for(&all, plan->seconds);
    double seconds = (double)(now_us() - begin) / 1e6;
    cpu = processes_cpu(plan->pids) - cpu;
    load = own_cpu() - load;
    double memory = processes_memory(plan);
    finish(&all);
    printf("devices=%d acknowledged=%lld unstored=%lld p50_ms=%.2f p99_ms=%.2f max_ms=%.2f"
            " cores=%.3f load_cores=%.3f memory_mb=%.0f\n",
            plan->meters, (long long)all.late->count, (long long)(all.sent - all.accepted),
            latency_ms(all.late, 0.5), latency_ms(all.late, 0.99), latency_ms(all.late, 1),
            cpu / seconds, load / seconds, memory);
}
