#define _GNU_SOURCE
#include "publisher.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "line.h"

enum {
    TICK_US = 1000,          // what falls due within one is sent together
    READING_MAX = 128,
    BATCH_MAX = 500,         // readings in one frame, or written at once
    OUTPUT = BATCH_MAX * READING_MAX + 256,
    INPUT = 128 * 1024
};

// One socket, with what is gathered for it and what has come from it.
struct outlet {
    struct line line;
    int gathered;
    size_t length;
    char output[OUTPUT];
};

struct publisher {
    const struct plan *plan;
    struct tally *tally;
    struct outlet *outlets;
    int64_t *newest;
    int64_t sent;
    int64_t accepted;
    int64_t batches;
};

static const char batch_end[] = "]}";

// Counts what acknowledgements say. Nothing else that comes is of interest.
static void acknowledged(void *to, const struct wire_frame *frame) {
    struct publisher *publisher = to;
    const char *found = memmem(frame->payload, frame->length, "\"accepted\":", 11);
    if (found != NULL) {
        publisher->accepted += strtol(found + 11, NULL, 10);
    } else if (memmem(frame->payload, frame->length, "\"type\":\"error\"", 14) != NULL) {
        fprintf(stderr, "load: the server says: %.*s\n", (int)frame->length, frame->payload);
        exit(1);
    }
}

static int is_batch(const struct plan *plan) { return !plan->plain && !plan->single; }

static void leave(struct publisher *publisher, struct outlet *outlet) {
    if (outlet->gathered == 0) {
        return;
    }
    char *begin = outlet->output;
    if (is_batch(publisher->plan)) {
        memcpy(outlet->output + outlet->length, batch_end, sizeof batch_end - 1);
        outlet->length += sizeof batch_end - 1;
        char *payload = outlet->output + WIRE_HEADER_MAX;
        size_t size = outlet->length - WIRE_HEADER_MAX;
        begin = wire_header(payload, size, WIRE_TEXT);
    }
    wire_send(outlet->line.fd, begin, (size_t)(outlet->output + outlet->length - begin));
    outlet->gathered = 0;
    outlet->length = 0;
    line_frames(&outlet->line, acknowledged, publisher);
}

// Adds a reading of the next series. Its value is when it was due: so lateness on this side is
// counted too.
static void gather(struct publisher *publisher, int64_t due_us) {
    const struct plan *plan = publisher->plan;
    int series = (int)(publisher->sent++ % plan_series(plan));
    int meter = series / plan->channels;
    struct outlet *outlet = &publisher->outlets[meter % plan->publishers];
    int64_t value = due_us - plan->begun_us;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    char reading[READING_MAX];
    int length = snprintf(reading, sizeof reading,
            "{\"meter\":\"m%04d\",\"time\":%lld,\"%s\":%lld.%03d}", meter,
            now.tv_sec * 1000LL + now.tv_nsec / 1000000, channel_names[series % plan->channels],
            (long long)(value / 1000), (int)(value % 1000));
    char *at = outlet->output + outlet->length;
    if (!is_batch(plan)) {
        char *payload = at + (length < 126 ? 6 : 8);
        memcpy(payload, reading, (size_t)length);
        wire_header(payload, (size_t)length, WIRE_TEXT);
        at = payload;
    } else if (outlet->gathered == 0) {
        at += WIRE_HEADER_MAX;
        at += sprintf(at, "{\"type\":\"readings\",\"id\":%lld,\"readings\":[",
                (long long)++publisher->batches);
        memcpy(at, reading, (size_t)length);
    } else {
        *at++ = ',';
        memcpy(at, reading, (size_t)length);
    }
    outlet->length = (size_t)(at - outlet->output) + (size_t)length;
    publisher->newest[series] = value;
    if (++outlet->gathered == BATCH_MAX) {
        leave(publisher, outlet);
    }
}

static void leave_all(struct publisher *publisher) {
    for (int i = 0; i < publisher->plan->publishers; i++) {
        leave(publisher, &publisher->outlets[i]);
    }
}

static void run_paced(struct publisher *publisher, int64_t begin, int64_t end) {
    double step = 1e6 / (plan_series(publisher->plan) * publisher->plan->rate);
    int64_t count = 0;
    for (int64_t tick = begin; tick < end; tick += TICK_US) {
        struct timespec until = {tick / 1000000, tick % 1000000 * 1000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        for (int64_t due; (due = begin + (int64_t)((double)count * step)) <= tick; count++) {
            gather(publisher, due);
        }
        leave_all(publisher);
    }
}

static void run_flat(struct publisher *publisher, int64_t end) {
    const struct plan *plan = publisher->plan;
    int64_t due = 0;
    for (int64_t now; (now = now_us()) < end;) {
        int64_t under_way = publisher->sent - publisher->tally->arrived / plan->viewers;
        for (; under_way < plan->flat; under_way++) {
            due = now > due ? now : due + 1;  // no series has two of one moment
            gather(publisher, due);
        }
        leave_all(publisher);
        struct pollfd news = {.fd = publisher->tally->wake, .events = POLLIN};
        uint64_t count;
        if (poll(&news, 1, 100) > 0 && read(news.fd, &count, sizeof count) < 0) {
            perror("load: eventfd");
        }
    }
}

int64_t publisher_run(struct publisher *publisher, double seconds) {
    int64_t before = publisher->sent;
    int64_t begin = now_us();
    int64_t end = begin + (int64_t)(seconds * 1e6);
    if (publisher->plan->flat) {
        run_flat(publisher, end);
    } else {
        run_paced(publisher, begin, end);
    }
    return publisher->sent - before;
}

int64_t publisher_accepted(struct publisher *publisher) {
    for (int i = 0; i < publisher->plan->publishers; i++) {
        line_frames(&publisher->outlets[i].line, acknowledged, publisher);
    }
    return publisher->accepted;
}

const int64_t *publisher_newest(const struct publisher *publisher) { return publisher->newest; }

struct publisher *publisher_open(const struct plan *plan, struct tally *tally) {
    struct publisher *publisher = calloc(1, sizeof *publisher);
    publisher->plan = plan;
    publisher->tally = tally;
    publisher->newest = calloc((size_t)plan_series(plan), sizeof(int64_t));
    publisher->outlets = calloc((size_t)plan->publishers, sizeof(struct outlet));
    for (int i = 0; i < plan->publishers; i++) {
        line_open(&publisher->outlets[i].line, plan->publish_port, plan->path, INPUT);
    }
    return publisher;
}
