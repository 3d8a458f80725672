#define _GNU_SOURCE
#include "viewers.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "frames.h"
#include "wire.h"

enum { INPUT = 256 * 1024, EVENTS_MAX = 1024 };

struct viewer {
    int fd;
    int opened;
    uint64_t expected;  // the frame that most likely comes next
    char *rest;         // the beginning of a frame
    size_t rest_length;
    int64_t *newest;    // by series, when it was due
};

struct viewers {
    const struct plan *plan;
    struct tally *tally;
    struct frames *frames;
    struct viewer *all;
    pthread_t thread;
    int poller;
    atomic_int ending;
};

static struct viewer *slow_one(const struct viewers *viewers) {
    return viewers->plan->slow > 0 ? &viewers->all[viewers->plan->viewers - 1] : NULL;
}

static void count(struct viewers *viewers, struct viewer *viewer, const struct frame *frame,
        int64_t now, int64_t from) {
    struct tally *tally = viewers->tally;
    for (int i = 0; i < frame->count; i++) {
        const struct mark *mark = &frame->marks[i];
        if (mark->due_us <= viewer->newest[mark->series]) {
            tally->disordered++;
        }
        viewer->newest[mark->series] = mark->due_us;
        if (mark->due_us >= from) {
            int64_t step = (now - viewers->plan->begun_us - mark->due_us) / LATENCY_STEP_US;
            tally->latencies[step < LATENCY_STEPS ? step : LATENCY_STEPS - 1]++;
            tally->measured++;
            tally->slow_measured += viewer == slow_one(viewers);
        }
    }
    tally->arrived += frame->count;
}

static void text(struct viewers *viewers, struct viewer *viewer, const struct wire_frame *in,
        int64_t now) {
    uint64_t number = frames_find(viewers->frames, in->payload, in->length, viewer->expected);
    const struct frame *frame = frames_at(viewers->frames, number);
    viewer->expected = number + 1;
    viewers->tally->frames++;
    viewers->tally->wrong += frame->wrong;
    viewers->tally->ready += frame->snapshot_end;
    count(viewers, viewer, frame, now, viewers->tally->from_us);
}

static void pong(struct viewer *viewer) {
    char frame[WIRE_HEADER_MAX];
    char *payload = frame + WIRE_HEADER_MAX;
    char *begin = wire_header(payload, 0, WIRE_PONG);
    wire_send(viewer->fd, begin, (size_t)(payload - begin));
}

static void subscribe(struct viewer *viewer) {
    static const char ask[] = "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20}";
    char frame[WIRE_HEADER_MAX + sizeof ask];
    char *payload = frame + WIRE_HEADER_MAX;
    memcpy(payload, ask, sizeof ask - 1);
    char *begin = wire_header(payload, sizeof ask - 1, WIRE_TEXT);
    wire_send(viewer->fd, begin, (size_t)(payload - begin) + sizeof ask - 1);
}

// Takes what is whole; answers how much that was.
static size_t take(struct viewers *viewers, struct viewer *viewer, const char *bytes,
        size_t length, int64_t now) {
    size_t at = 0;
    if (!viewer->opened) {
        at = wire_answer(bytes, length);
        if (at == 0) {
            return 0;
        }
        viewer->opened = 1;
        if (viewers->plan->plain) {
            viewers->tally->ready++;
        } else {
            subscribe(viewer);
        }
    }
    struct wire_frame frame;
    for (; wire_take(bytes + at, length - at, &frame); at += frame.whole) {
        if (frame.opcode == WIRE_TEXT) {
            text(viewers, viewer, &frame, now);
        } else if (frame.opcode == WIRE_PING) {
            pong(viewer);
        } else if (frame.opcode == WIRE_CLOSE) {
            fprintf(stderr, "load: the server closed a viewer: %.*s\n",
                    frame.length > 2 ? (int)frame.length - 2 : 0, frame.payload + 2);
            exit(1);
        }
    }
    return at;
}

static void readable(struct viewers *viewers, struct viewer *viewer, char *input) {
    size_t before = viewer->rest_length;
    memcpy(input, viewer->rest, before);
    ssize_t got = recv(viewer->fd, input + before, INPUT, MSG_DONTWAIT);
    if (got <= 0) {
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        fprintf(stderr, "load: a viewer's connection ended\n");
        exit(1);
    }
    size_t length = before + (size_t)got;
    size_t taken = take(viewers, viewer, input, length, now_us());
    viewer->rest_length = length - taken;
    if (viewer->rest_length > INPUT) {
        fprintf(stderr, "load: a frame is longer than %d bytes\n", INPUT);
        exit(1);
    }
    if (viewer->rest_length > 0) {
        viewer->rest = realloc(viewer->rest, viewer->rest_length);
        memcpy(viewer->rest, input + taken, viewer->rest_length);
    }
}

// The slow viewer is left alone for its time, and then looked after again.
static void leave_or_take(struct viewers *viewers, int *left) {
    struct viewer *slow = slow_one(viewers);
    int64_t from = viewers->tally->from_us;
    if (slow == NULL || from == INT64_MAX || *left == 2) {
        return;
    }
    int64_t since = now_us() - viewers->plan->begun_us - from;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = slow};
    if (*left == 0) {
        epoll_ctl(viewers->poller, EPOLL_CTL_DEL, slow->fd, &event);
        *left = 1;
    } else if (since > (int64_t)(viewers->plan->slow * 1e6)) {
        epoll_ctl(viewers->poller, EPOLL_CTL_ADD, slow->fd, &event);
        *left = 2;
    }
}

static void *run(void *argument) {
    struct viewers *viewers = argument;
    char *input = malloc(2 * INPUT);
    struct epoll_event events[EVENTS_MAX];
    int left = 0;
    while (!viewers->ending) {
        leave_or_take(viewers, &left);
        int count = epoll_wait(viewers->poller, events, EVENTS_MAX, 100);
        for (int i = 0; i < count; i++) {
            readable(viewers, events[i].data.ptr, input);
        }
        if (viewers->plan->flat && count > 0) {
            uint64_t one = 1;
            if (write(viewers->tally->wake, &one, sizeof one) < 0) {
                perror("load: eventfd");
            }
        }
    }
    free(input);
    return NULL;
}

struct viewers *viewers_open(const struct plan *plan, struct tally *tally) {
    struct viewers *viewers = calloc(1, sizeof *viewers);
    viewers->plan = plan;
    viewers->tally = tally;
    viewers->frames = frames_new(plan->channels);
    viewers->all = calloc((size_t)plan->viewers, sizeof(struct viewer));
    viewers->poller = epoll_create1(0);
    for (int i = 0; i < plan->viewers; i++) {
        struct viewer *viewer = &viewers->all[i];
        viewer->fd = wire_connect(plan->ports[i % plan->port_count], "/ws/energy/");
        if (viewer == slow_one(viewers)) {
            int bytes = 128 * 1024;
            setsockopt(viewer->fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
        }
        viewer->rest = malloc(1);
        viewer->newest = calloc((size_t)plan_series(plan), sizeof(int64_t));
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = viewer};
        epoll_ctl(viewers->poller, EPOLL_CTL_ADD, viewer->fd, &event);
    }
    pthread_create(&viewers->thread, NULL, run, viewers);
    return viewers;
}

int64_t viewers_close(struct viewers *viewers, const int64_t *newest) {
    viewers->ending = 1;
    pthread_join(viewers->thread, NULL);
    int64_t lacking = 0;
    for (int i = 0; i < viewers->plan->viewers; i++) {
        for (int series = 0; series < plan_series(viewers->plan); series++) {
            int lacks = viewers->all[i].newest[series] != newest[series];
            lacking += lacks;
            viewers->tally->slow_lacking += lacks && &viewers->all[i] == slow_one(viewers);
        }
        close(viewers->all[i].fd);
    }
    return lacking;
}

int64_t tally_latency(const struct tally *tally, double share) {
    int64_t left = (int64_t)((double)(tally->measured - 1) * share);
    for (int64_t step = 0; step < LATENCY_STEPS; step++) {
        left -= tally->latencies[step];
        if (left < 0) {
            return step * LATENCY_STEP_US;
        }
    }
    return 0;
}
