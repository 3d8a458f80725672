// Batches of readings over WebSockets or HTTP, so many of each socket under way. Rows differ only
// in figures of one width, so that what is sent costs this side next to nothing.
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "line.h"
#include "process.h"
#include "runs.h"

enum { ROW_MAX = 96, HEAD_MAX = 256, INPUT = 64 * 1024, TIME_DIGITS = 13, VALUE_DIGITS = 6 };

static const int64_t MEMORY_EVERY_US = 200000;

struct sender {
    struct line line;
    char *text;         // a submission; `begin` is where it begins
    char *begin;
    size_t length;
    size_t *rows;       // where in `text` the figures of each row are
    int under_way;
    int64_t readings;   // that were sent
};

struct ingest {
    const struct plan *plan;
    struct sender *senders;
    int64_t base_ms;    // the first reading's time
    int64_t sent;
    int64_t accepted;
    double memory_most;
};

static void digits(char *at, int64_t number, int width) {
    while (width > 0) {
        at[--width] = (char)('0' + number % 10);
        number /= 10;
    }
}

// One row after the other, each meter's turn; every run has meters of its own.
static void write_rows(struct ingest *ingest, struct sender *sender, int number, char *at) {
    const struct plan *plan = ingest->plan;
    for (int i = 0; i < plan->batch; i++) {
        at += sprintf(at, "%s{\"meter\":\"i%d_%d_%03d\",\"time\":", i == 0 ? "" : ",",
                (int)(plan->begun_us / 1000000 % 100000), number, i % plan->meters);
        sender->rows[i] = (size_t)(at - sender->text);
        at += sprintf(at, "%0*d,\"power\":1%0*d.5}", TIME_DIGITS, 0, VALUE_DIGITS, 0);
    }
    strcpy(at, plan->http ? "]" : "]}");
}

static void write_submission(struct ingest *ingest, int number) {
    const struct plan *plan = ingest->plan;
    struct sender *sender = &ingest->senders[number];
    sender->text = malloc((size_t)plan->batch * ROW_MAX + HEAD_MAX);
    sender->rows = malloc((size_t)plan->batch * sizeof(size_t));
    char *payload = sender->text + HEAD_MAX / 2;
    int head = sprintf(payload, "%s", plan->http ? "[" : "{\"type\":\"readings\",\"id\":1,\"readings\":[");
    write_rows(ingest, sender, number, payload + head);
    size_t length = strlen(payload);
    if (plan->http) {
        char request[HEAD_MAX / 2];
        int size = snprintf(request, sizeof request,
                "POST /api/v1/readings HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n", length);
        sender->begin = payload - size;
        memcpy(sender->begin, request, (size_t)size);
    } else {
        sender->begin = wire_header(payload, length, WIRE_TEXT);
    }
    sender->length = length + (size_t)(payload - sender->begin);
}

static void submit(struct ingest *ingest, struct sender *sender) {
    const struct plan *plan = ingest->plan;
    for (int i = 0; i < plan->batch; i++, sender->readings++) {
        char *row = sender->text + sender->rows[i];
        digits(row, ingest->base_ms + sender->readings / plan->meters * 1000, TIME_DIGITS);
        digits(row + TIME_DIGITS + sizeof ",\"power\":1" - 1, sender->readings % 1000000,
                VALUE_DIGITS);
    }
    wire_send(sender->line.fd, sender->begin, sender->length);
    ingest->sent += plan->batch;
    sender->under_way++;
}

static void take_answer(struct ingest *ingest, struct sender *sender, const char *text,
        size_t length) {
    const char *found = memmem(text, length, "\"accepted\":", 11);
    if (found != NULL) {
        ingest->accepted += strtol(found + 11, NULL, 10);
        sender->under_way--;
    } else if (memmem(text, length, "\"type\":\"error\"", 14) != NULL) {
        fprintf(stderr, "load: the server says: %.*s\n", (int)length, text);
        exit(1);
    }
}

struct both {
    struct ingest *ingest;
    struct sender *sender;
};

static void take_frame(void *to, const struct wire_frame *frame) {
    struct both *both = to;
    take_answer(both->ingest, both->sender, frame->payload, frame->length);
}

static void take_http(struct ingest *ingest, struct sender *sender) {
    struct line *line = &sender->line;
    while (line_receive(line)) {
        const char *end = memmem(line->input, line->length, "\r\n\r\n", 4);
        const char *size = end == NULL ? NULL : strcasestr(line->input, "content-length:");
        size_t head = end == NULL ? 0 : (size_t)(end - line->input) + 4;
        if (size == NULL || line->length < head + strtoul(size + 15, NULL, 10)) {
            continue;
        }
        if (memcmp(line->input, "HTTP/1.1 200", 12) != 0) {
            fprintf(stderr, "load: the server says: %.*s\n", (int)line->length, line->input);
            exit(1);
        }
        take_answer(ingest, sender, line->input + head, line->length - head);
        line_drop(line, line->length);
    }
}

// Sends until then, as much as is acknowledged.
static void send_until(struct ingest *ingest, int64_t end) {
    const struct plan *plan = ingest->plan;
    struct pollfd news[plan->publishers];
    int64_t look_at_memory = 0;
    for (int64_t now; (now = now_us()) < end;) {
        for (int i = 0; i < plan->publishers; i++) {
            struct sender *sender = &ingest->senders[i];
            while (sender->under_way < plan->under_way) {
                submit(ingest, sender);
            }
            news[i] = (struct pollfd){.fd = sender->line.fd, .events = POLLIN};
        }
        poll(news, (nfds_t)plan->publishers, 100);
        for (int i = 0; i < plan->publishers; i++) {
            struct sender *sender = &ingest->senders[i];
            if (plan->http) {
                take_http(ingest, sender);
            } else {
                line_frames(&sender->line, take_frame, &(struct both){ingest, sender});
            }
        }
        if (now >= look_at_memory) {
            double memory = processes_memory(plan);
            ingest->memory_most = memory > ingest->memory_most ? memory : ingest->memory_most;
            look_at_memory = now + MEMORY_EVERY_US;
        }
    }
}

static void finish(struct ingest *ingest) {
    int64_t deadline = now_us() + 10000000;
    struct plan quiet = *ingest->plan;
    quiet.under_way = 0;
    const struct plan *plan = ingest->plan;
    ingest->plan = &quiet;
    while (ingest->accepted < ingest->sent && now_us() < deadline) {
        send_until(ingest, now_us() + 10000);
    }
    ingest->plan = plan;
}

void run_ingest(struct plan *plan) {
    struct ingest ingest = {.plan = plan,
        .senders = calloc((size_t)plan->publishers, sizeof(struct sender))};
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    ingest.base_ms = (now.tv_sec - 30 * 86400LL) * 1000;
    for (int i = 0; i < plan->publishers; i++) {
        line_open(&ingest.senders[i].line, plan->publish_port, plan->http ? NULL : plan->path,
                INPUT);
        write_submission(&ingest, i);
    }
    send_until(&ingest, now_us() + (int64_t)(plan->warm * 1e6));
    int64_t begin = now_us();
    int64_t accepted = ingest.accepted;
    double cpu = processes_cpu(plan->pids), load = own_cpu();
    double memory = ingest.memory_most = processes_memory(plan);
    send_until(&ingest, begin + (int64_t)(plan->seconds * 1e6));
    double seconds = (double)(now_us() - begin) / 1e6;
    accepted = ingest.accepted - accepted;
    cpu = processes_cpu(plan->pids) - cpu;
    load = own_cpu() - load;
    double memory_end = processes_memory(plan);
    finish(&ingest);
    printf("accepted_per_s=%.0f unstored=%lld cores=%.3f cpu_s_per_million=%.4f load_cores=%.3f"
            " memory_begin_mb=%.0f memory_most_mb=%.0f memory_end_mb=%.0f\n",
            (double)accepted / seconds, (long long)(ingest.sent - ingest.accepted), cpu / seconds,
            accepted > 0 ? cpu / (double)accepted * 1e6 : 0, load / seconds, memory,
            ingest.memory_most, memory_end);
}
