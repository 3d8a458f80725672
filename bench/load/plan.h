// What is to be measured.
#ifndef PLAN_H
#define PLAN_H

#include <stdint.h>

enum { PIDS_MAX = 8, PORTS_MAX = 8, CHANNELS_MAX = 5 };

// The channels of one meter, in this order. All are numbers that any meter may send.
static const char *const channel_names[CHANNELS_MAX] = {
    "power", "power_l1", "power_l2", "power_l3", "reactive_power"};

enum kind { WATCH, INGEST, DEVICES, START };

struct plan {
    enum kind kind;
    int ports[PORTS_MAX];  // viewers take turns
    int port_count;
    int publish_port;
    int viewers;
    int sources;       // addresses that viewers come from: 127.0.0.1, 127.0.0.2 …
    int meters;
    int channels;      // of each meter
    double rate;       // readings a second of each channel
    int flat;          // 0: paced; otherwise so many readings are kept on their way
    double warm;       // seconds before the measured ones
    double seconds;
    int publishers;    // sockets that the meters are spread over
    int plain;         // 1: one reading a frame, no subscribing; 0: Wattsocket's protocol
    int single;        // Wattsocket, but one reading a frame
    double slow;       // for so many of the measured seconds the slow viewers take nothing
    int slow_viewers;  // how many, the last ones
    int sip;           // bytes that a slow viewer does take, ten times a second
    int storm;         // so many viewers, the last ones, end their connection and come back
    double storm_seconds;  // spread over so many of the measured seconds
    double idle;       // seconds of silence before the memory of an idle viewer is looked at
    int wait;          // seconds that opening the viewers may take
    int batch;         // readings of one submission
    int under_way;     // submissions of one socket that are not acknowledged yet
    int http;          // 1: submissions are HTTP requests
    const char *path;  // where publishers connect
    char **command;    // what is started
    int pids[PIDS_MAX];
    int aside[PIDS_MAX];   // processes beside the server, such as its Redis
    int64_t begun_us;  // the values' zero: a value is milliseconds since then
};

static inline int plan_series(const struct plan *plan) { return plan->meters * plan->channels; }

// Viewers that neither are slow nor go away.
static inline int plan_steady(const struct plan *plan) {
    return plan->viewers - (plan->slow > 0 ? plan->slow_viewers : plan->storm);
}

// Reads the command line; ends the program where it makes no sense.
struct plan plan_read(int argc, char **argv);

#endif
