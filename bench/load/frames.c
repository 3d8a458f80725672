#define _GNU_SOURCE
#include "frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

enum { KEPT = 4096, LOOK_BACK = 512 };

struct frames {
    struct frame kept[KEPT];
    uint64_t next;
    int channels;
    uint32_t series;
};

struct frames *frames_new(int channels, int series) {
    struct frames *frames = calloc(1, sizeof *frames);
    frames->channels = channels;
    frames->series = (uint32_t)series;
    return frames;
}

const struct frame *frames_at(const struct frames *frames, uint64_t number) {
    return &frames->kept[number % KEPT];
}

static const char *skip(const char *at, char c) {
    while (*at == c) {
        at++;
    }
    return at;
}

// A value is milliseconds with up to three decimals; answers it in microseconds.
static int64_t micros(const char *at, const char **end) {
    int64_t value = 0;
    int decimals = -1;
    for (;; at++) {
        if (*at >= '0' && *at <= '9') {
            value = value * 10 + (*at - '0');
            decimals += decimals >= 0;
        } else if (*at == '.' && decimals < 0) {
            decimals = 0;
        } else {
            break;
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++) {
        value *= 10;
    }
    *end = at;
    return value;
}

static int channel_of(const char *name, size_t length) {
    for (int i = 0; i < CHANNELS_MAX; i++) {
        if (strlen(channel_names[i]) == length && memcmp(channel_names[i], name, length) == 0) {
            return i;
        }
    }
    return -1;
}

static void add(struct frame *frame, uint32_t series, int64_t due_us) {
    if (frame->count == frame->marks_room) {
        frame->marks_room = frame->marks_room * 2 + 16;
        frame->marks = realloc(frame->marks, sizeof(struct mark) * (size_t)frame->marks_room);
    }
    frame->marks[frame->count++] = (struct mark){series, due_us};
}

// Reads `m0042","time":…,"power":…}`, with or without spaces; answers where it ends.
static const char *read_meter(struct frames *frames, struct frame *frame, const char *at) {
    char *after;
    int ours = *at == 'm';
    uint32_t meter = (uint32_t)strtoul(at + 1, &after, 10);
    at = strchrnul(after, '"') + 1;
    while (*at == ',') {
        const char *name = skip(at + 1, ' ') + 1;
        const char *name_end = strchrnul(name, '"');
        int channel = channel_of(name, (size_t)(name_end - name));
        at = skip(name_end + 1, ':');
        int64_t value = micros(skip(at, ' '), &at);
        uint32_t series = meter * (uint32_t)frames->channels + (uint32_t)channel;
        if (ours && channel >= 0 && channel < frames->channels && series < frames->series) {
            add(frame, series, value);
        }
    }
    return at;
}

static void read_frame(struct frames *frames, struct frame *frame) {
    frame->count = 0;
    frame->wrong = 0;
    const char *text = frame->bytes;
    frame->snapshot = strncmp(text, "{\"type\":\"snapshot\"", 18) == 0;
    frame->snapshot_end = frame->snapshot && strstr(text, "\"last\":true") != NULL;
    if (strncmp(text, "{\"type\":\"hello\"", 15) == 0
            || strncmp(text, "{\"type\":\"heartbeat\"", 19) == 0) {
        return;
    }
    for (const char *at = text; (at = strstr(at, "\"meter\":")) != NULL;) {
        at = read_meter(frames, frame, skip(at + 8, ' ') + 1);
    }
    // What was left out is not an error here: it is missing from the count.
    frame->wrong = frame->count == 0 && !frame->snapshot && strstr(text, "\"conflated\"") == NULL;
    if (frame->wrong) {
        fprintf(stderr, "load: unexpected: %.200s\n", text);
    }
}

static int is(const struct frame *frame, const char *bytes, size_t length) {
    return frame->length == length && memcmp(frame->bytes, bytes, length) == 0;
}

uint64_t frames_find(struct frames *frames, const char *bytes, size_t length, uint64_t expected) {
    if (expected < frames->next && expected + KEPT > frames->next
            && is(&frames->kept[expected % KEPT], bytes, length)) {
        return expected;
    }
    for (uint64_t back = 1; back <= LOOK_BACK && back <= frames->next; back++) {
        if (is(&frames->kept[(frames->next - back) % KEPT], bytes, length)) {
            return frames->next - back;
        }
    }
    struct frame *frame = &frames->kept[frames->next % KEPT];
    if (frame->room < length + 1) {
        frame->room = length + 1;
        frame->bytes = realloc(frame->bytes, frame->room);
    }
    memcpy(frame->bytes, bytes, length);
    frame->bytes[length] = 0;
    frame->length = length;
    read_frame(frames, frame);
    return frames->next++;
}
