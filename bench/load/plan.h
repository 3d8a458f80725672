// What is to be measured.
#ifndef PLAN_H
#define PLAN_H

#include <stdint.h>

enum { PIDS_MAX = 8, PORTS_MAX = 8, CHANNELS_MAX = 5 };

// The channels of one meter, in this order. All are numbers that any meter may send.
static const char *const channel_names[CHANNELS_MAX] = {
    "power", "power_l1", "power_l2", "power_l3", "reactive_power"};

struct plan {
    int ports[PORTS_MAX];  // viewers take turns
    int port_count;
    int publish_port;
    int viewers;
    int meters;
    int channels;      // of each meter
    double rate;       // readings a second of each channel
    int flat;          // 0: paced; otherwise so many readings are kept on their way
    double warm;       // seconds before the measured ones
    double seconds;
    int publishers;    // sockets that the meters are spread over
    int plain;         // 1: one reading a frame, no subscribing; 0: Wattsocket's protocol
    int single;        // Wattsocket, but one reading a frame
    double slow;       // the last viewer takes nothing for so many of the measured seconds
    int wait;          // seconds that opening the viewers may take
    const char *path;  // where publishers connect
    int pids[PIDS_MAX];
    int aside[PIDS_MAX];   // processes beside the server, such as its Redis
    int64_t begun_us;  // the values' zero: a value is milliseconds since then
};

static inline int plan_series(const struct plan *plan) { return plan->meters * plan->channels; }

#endif
