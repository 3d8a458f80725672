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

enum {
    INPUT = 256 * 1024,
    EVENTS_MAX = 1024,
    CONNECTING_MAX = 256,       // that are on their way in at one time, while all are opened
    SLOW_BUFFER = 128 * 1024,   // of a slow viewer's socket: larger than a segment
    SIP_US = 100000
};

// How far one is: each state follows the one before it.
enum state { AWAY, CONNECTING, ASKED, OPENED, IN };

struct viewer {
    int fd;
    enum state state;
    int came_back;
    int64_t due_us;     // when it was to connect
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
    int opened;         // how many have begun to connect
    int left;           // how many have left in the storm
    int64_t arrived;    // what `tally` is still to be told
    int64_t storm_began;
    int64_t sipped;     // when slow viewers took something last
    enum { NOT_YET, SLOW, NO_LONGER } slow;
    atomic_int ending;
};

static int is_steady(const struct viewers *viewers, const struct viewer *viewer) {
    return viewer - viewers->all < plan_steady(viewers->plan);
}

static int is_slow(const struct viewers *viewers, const struct viewer *viewer) {
    return viewers->plan->slow > 0 && !is_steady(viewers, viewer);
}

static void watch(struct viewers *viewers, struct viewer *viewer, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = viewer};
    epoll_ctl(viewers->poller, operation, viewer->fd, &event);
}

static void begin(struct viewers *viewers, struct viewer *viewer, int64_t due_us) {
    const struct plan *plan = viewers->plan;
    int number = (int)(viewer - viewers->all);
    int source = plan->sources > 1 ? 1 + number % plan->sources : 0;
    viewer->fd = wire_begin(plan->ports[number % plan->port_count], source,
            is_slow(viewers, viewer) ? SLOW_BUFFER : 0);
    viewer->due_us = due_us;
    viewer->state = CONNECTING;
    viewer->rest_length = 0;
    watch(viewers, viewer, EPOLL_CTL_ADD, EPOLLOUT);
}

static void enter(struct viewers *viewers, struct viewer *viewer, int64_t now) {
    viewer->state = IN;
    latency_add(&viewers->tally->entering, now - viewer->due_us);
    if (viewer->came_back) {
        struct tally *tally = viewers->tally;
        latency_add(&tally->again, now - viewer->due_us);
        tally->storm_us = now - viewers->storm_began;
    }
    viewers->tally->ready++;
}

static void count(struct viewers *viewers, struct viewer *viewer, const struct frame *frame,
        int64_t now, int64_t from) {
    struct tally *tally = viewers->tally;
    int steady = is_steady(viewers, viewer);
    int slow = is_slow(viewers, viewer);
    for (int i = 0; i < frame->count; i++) {
        const struct mark *mark = &frame->marks[i];
        if (mark->due_us <= viewer->newest[mark->series]) {
            tally->disordered++;
        }
        viewer->newest[mark->series] = mark->due_us;
        if (mark->due_us >= from && steady) {
            latency_add(&tally->late, now - viewers->plan->begun_us - mark->due_us);
        }
        tally->slow_measured += slow && mark->due_us >= from;
    }
    viewers->arrived += frame->count;
}

// Of interest to who came back: what a first snapshot holds may be of an earlier run.
static void take_snapshot(struct viewer *viewer, const struct frame *frame) {
    for (int i = 0; i < frame->count; i++) {
        viewer->newest[frame->marks[i].series] = frame->marks[i].due_us;
    }
}

static void text(struct viewers *viewers, struct viewer *viewer, const struct wire_frame *in,
        int64_t now) {
    uint64_t number = frames_find(viewers->frames, in->payload, in->length, viewer->expected);
    const struct frame *frame = frames_at(viewers->frames, number);
    viewer->expected = number + 1;
    viewers->tally->frames++;
    viewers->tally->wrong += frame->wrong;
    if (!frame->snapshot) {
        count(viewers, viewer, frame, now, viewers->tally->from_us);
    } else if (viewer->came_back) {
        take_snapshot(viewer, frame);
    }
    if (frame->snapshot_end && viewer->state == OPENED) {
        enter(viewers, viewer, now);
    }
}

static void subscribe(const struct viewer *viewer) {
    static const char ask[] = "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20}";
    char frame[WIRE_HEADER_MAX + sizeof ask];
    char *payload = frame + WIRE_HEADER_MAX;
    memcpy(payload, ask, sizeof ask - 1);
    char *at = wire_header(payload, sizeof ask - 1, WIRE_TEXT);
    wire_send(viewer->fd, at, (size_t)(payload - at) + sizeof ask - 1);
}

// Takes what is whole; answers how much that was.
static size_t take(struct viewers *viewers, struct viewer *viewer, const char *bytes,
        size_t length, int64_t now) {
    size_t at = 0;
    if (viewer->state == ASKED) {
        at = wire_answer(bytes, length);
        if (at == 0) {
            return 0;
        }
        viewer->state = OPENED;
        if (viewers->plan->plain) {
            enter(viewers, viewer, now);
        } else {
            subscribe(viewer);
        }
    }
    struct wire_frame frame;
    for (; wire_take(bytes + at, length - at, &frame); at += frame.whole) {
        if (frame.opcode == WIRE_TEXT) {
            text(viewers, viewer, &frame, now);
        } else if (frame.opcode == WIRE_PING) {
            wire_send_empty(viewer->fd, WIRE_PONG);
        } else if (frame.opcode == WIRE_CLOSE) {
            fprintf(stderr, "load: the server closed a viewer: %.*s\n",
                    frame.length > 2 ? (int)frame.length - 2 : 0, frame.payload + 2);
            exit(1);
        }
    }
    return at;
}

static void readable(struct viewers *viewers, struct viewer *viewer, char *input, size_t most) {
    size_t before = viewer->rest_length;
    memcpy(input, viewer->rest, before);
    ssize_t got = recv(viewer->fd, input + before, most, MSG_DONTWAIT);
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

static void look(struct viewers *viewers, const struct epoll_event *event, char *input) {
    struct viewer *viewer = event->data.ptr;
    if (viewer->state != CONNECTING) {
        readable(viewers, viewer, input, INPUT);
        return;
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(viewer->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        fprintf(stderr, "load: a viewer can't connect: %s\n", strerror(error));
        exit(1);
    }
    const struct plan *plan = viewers->plan;
    wire_ask(viewer->fd, plan->ports[(viewer - viewers->all) % plan->port_count], "/ws/energy/");
    viewer->state = ASKED;
    watch(viewers, viewer, EPOLL_CTL_MOD, EPOLLIN);
}

static void open_more(struct viewers *viewers) {
    while (viewers->opened < viewers->plan->viewers
            && viewers->opened - viewers->tally->ready < CONNECTING_MAX) {
        begin(viewers, &viewers->all[viewers->opened++], now_us());
    }
}

static int64_t measured_for(const struct viewers *viewers) {
    int64_t from = viewers->tally->from_us;
    return from == INT64_MAX ? -1 : now_us() - viewers->plan->begun_us - from;
}

// In the storm one after the other goes, and comes back at once.
static void storm(struct viewers *viewers) {
    const struct plan *plan = viewers->plan;
    int64_t since = measured_for(viewers);
    double step = plan->storm_seconds * 1e6 / plan->storm;
    while (viewers->left < plan->storm && since >= (int64_t)(viewers->left * step)) {
        int64_t zero = plan->begun_us + viewers->tally->from_us;
        struct viewer *viewer = &viewers->all[plan_steady(plan) + viewers->left];
        viewers->storm_began = zero;
        close(viewer->fd);
        viewer->came_back = 1;
        viewers->tally->ready--;
        begin(viewers, viewer, zero + (int64_t)(viewers->left * step));
        viewers->left++;
    }
}

// Slow viewers are left alone for their time, but for a sip; then looked after again.
static void be_slow(struct viewers *viewers, char *input) {
    const struct plan *plan = viewers->plan;
    int64_t since = measured_for(viewers);
    int over = since > (int64_t)(plan->slow * 1e6);
    int begins = viewers->slow == NOT_YET;
    int sips = viewers->slow == SLOW && plan->sip > 0 && since - viewers->sipped >= SIP_US;
    if (since < 0 || viewers->slow == NO_LONGER || !(begins || over || sips)) {
        return;
    }
    viewers->sipped = since;
    for (int i = plan_steady(plan); i < plan->viewers; i++) {
        struct viewer *viewer = &viewers->all[i];
        if (begins) {
            watch(viewers, viewer, EPOLL_CTL_DEL, EPOLLIN);
        } else if (over) {
            watch(viewers, viewer, EPOLL_CTL_ADD, EPOLLIN);
        } else {
            readable(viewers, viewer, input, (size_t)plan->sip);
        }
    }
    viewers->slow = begins ? SLOW : over ? NO_LONGER : SLOW;
}

// What the one that sends waits for.
static void tell(struct viewers *viewers) {
    viewers->tally->arrived += viewers->arrived;
    viewers->arrived = 0;
    uint64_t one = 1;
    if (viewers->plan->flat && write(viewers->tally->wake, &one, sizeof one) < 0) {
        perror("load: eventfd");
    }
}

static void *run(void *argument) {
    struct viewers *viewers = argument;
    const struct plan *plan = viewers->plan;
    char *input = malloc(2 * INPUT);
    struct epoll_event events[EVENTS_MAX];
    while (!viewers->ending) {
        open_more(viewers);
        if (plan->slow > 0) {
            be_slow(viewers, input);
        }
        if (plan->storm > 0) {
            storm(viewers);
        }
        int pause = viewers->left < plan->storm ? 1 : 100;
        int count = epoll_wait(viewers->poller, events, EVENTS_MAX, pause);
        for (int i = 0; i < count; i++) {
            look(viewers, &events[i], input);
        }
        if (viewers->arrived > 0) {
            tell(viewers);
        }
    }
    free(input);
    return NULL;
}

struct viewers *viewers_open(const struct plan *plan, struct tally *tally) {
    struct viewers *viewers = calloc(1, sizeof *viewers);
    viewers->plan = plan;
    viewers->tally = tally;
    viewers->frames = frames_new(plan->channels, plan_series(plan));
    viewers->all = calloc((size_t)plan->viewers, sizeof(struct viewer));
    viewers->poller = epoll_create1(0);
    for (int i = 0; i < plan->viewers; i++) {
        struct viewer *viewer = &viewers->all[i];
        viewer->rest = malloc(1);
        viewer->newest = calloc((size_t)plan_series(plan), sizeof(int64_t));
    }
    pthread_create(&viewers->thread, NULL, run, viewers);
    return viewers;
}

int64_t viewers_close(struct viewers *viewers, const int64_t *newest) {
    viewers->ending = 1;
    pthread_join(viewers->thread, NULL);
    int64_t lacking = 0;
    for (int i = 0; i < viewers->plan->viewers; i++) {
        const struct viewer *viewer = &viewers->all[i];
        for (int series = 0; series < plan_series(viewers->plan); series++) {
            int lacks = viewer->newest[series] != newest[series];
            lacking += lacks;
            viewers->tally->slow_lacking += lacks && is_slow(viewers, viewer);
        }
        close(viewer->fd);
    }
    return lacking;
}
