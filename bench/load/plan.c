#define _GNU_SOURCE
#include "plan.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
        "Usage: load --port PORT [OPTIONS]               viewers watch what a publisher sends\n"
        "       load --port PORT --ingest ws|http [OPTIONS]   batches are sent and acknowledged\n"
        "       load --port PORT --devices [OPTIONS]     each meter sends on a socket of its own\n"
        "       load --start COMMAND [ARGUMENTS]         a server is started, and its page asked for\n"
        "\n"
        "  --port PORT      where viewers watch; several take turns\n"
        "  --publish-port P where readings are sent to (the first --port)\n"
        "  --viewers N      sockets that watch (1000)\n"
        "  --sources N      loopback addresses that they come from (1)\n"
        "  --meters N       meters that send (100)\n"
        "  --channels N     channels of each meter, 1 to 5 (1)\n"
        "  --rate HZ        readings a second of each channel (10)\n"
        "  --flat N         instead of a rate: keep N readings on their way\n"
        "  --warm S         seconds before the measured ones (1)\n"
        "  --seconds S      seconds that are measured (4)\n"
        "  --publishers N   sockets that the meters are spread over (1)\n"
        "  --single         one reading a frame to Wattsocket too\n"
        "  --plain PATH     a server that sends every frame that comes in at PATH to all viewers\n"
        "  --slow S         some viewers take nothing for S of the measured seconds\n"
        "  --slow-viewers N how many (1)\n"
        "  --sip BYTES      so much they do take, ten times a second (0)\n"
        "  --storm N        N viewers end their connection and come back\n"
        "  --storm-seconds S  spread evenly over S of the measured seconds (10)\n"
        "  --idle S         S seconds of silence before an idle viewer's memory is looked at (0)\n"
        "  --wait S         seconds that opening the viewers may take (60)\n"
        "  --batch N        readings of one submission of --ingest (1000)\n"
        "  --under-way N    submissions of a socket that are not acknowledged yet (16; 1 over HTTP)\n"
        "  --pid PID        a process of the server; may be repeated\n"
        "  --aside PID      a process beside it, such as its Redis; may be repeated\n";

static const struct option options[] = {
    {"port", required_argument, NULL, 'p'}, {"publish-port", required_argument, NULL, 'P'},
    {"viewers", required_argument, NULL, 'v'}, {"sources", required_argument, NULL, 'S'},
    {"meters", required_argument, NULL, 'm'}, {"channels", required_argument, NULL, 'c'},
    {"rate", required_argument, NULL, 'r'}, {"flat", required_argument, NULL, 'f'},
    {"warm", required_argument, NULL, 'w'}, {"seconds", required_argument, NULL, 's'},
    {"publishers", required_argument, NULL, 'n'}, {"single", no_argument, NULL, '1'},
    {"plain", required_argument, NULL, 'b'}, {"wait", required_argument, NULL, 'o'},
    {"slow", required_argument, NULL, 'l'}, {"slow-viewers", required_argument, NULL, 'L'},
    {"sip", required_argument, NULL, 'B'}, {"storm", required_argument, NULL, 't'},
    {"storm-seconds", required_argument, NULL, 'T'}, {"idle", required_argument, NULL, 'd'},
    {"batch", required_argument, NULL, 'z'}, {"under-way", required_argument, NULL, 'u'},
    {"ingest", required_argument, NULL, 'I'}, {"devices", no_argument, NULL, 'D'},
    {"start", no_argument, NULL, 'X'}, {"pid", required_argument, NULL, 'i'},
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

static void take_ingest(struct plan *plan) {
    plan->kind = INGEST;
    plan->http = strcmp(optarg, "http") == 0;
    if (!plan->http && strcmp(optarg, "ws") != 0) {
        fail("--ingest is ws or http");
    }
}

// The rarer ones.
static int take_kind(struct plan *plan, int option) {
    switch (option) {
        case 'I': take_ingest(plan); return 1;
        case 'D': plan->kind = DEVICES; return 1;
        case 'X': plan->kind = START; return 1;
        case 'z': plan->batch = atoi(optarg); return 1;
        case 'u': plan->under_way = atoi(optarg); return 1;
        case 'l': plan->slow = atof(optarg); return 1;
        case 'L': plan->slow_viewers = atoi(optarg); return 1;
        case 'B': plan->sip = atoi(optarg); return 1;
        case 't': plan->storm = atoi(optarg); return 1;
        case 'T': plan->storm_seconds = atof(optarg); return 1;
        case 'd': plan->idle = atof(optarg); return 1;
        default: return 0;
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
        case 'S': plan->sources = atoi(optarg); break;
        case 'm': plan->meters = atoi(optarg); break;
        case 'c': plan->channels = atoi(optarg); break;
        case 'r': plan->rate = atof(optarg); break;
        case 'f': plan->flat = atoi(optarg); break;
        case 'w': plan->warm = atof(optarg); break;
        case 's': plan->seconds = atof(optarg); break;
        case 'n': plan->publishers = atoi(optarg); break;
        case '1': plan->single = 1; break;
        case 'b': plan->plain = 1, plan->path = optarg; break;
        case 'o': plan->wait = atoi(optarg); break;
        case 'i': add(plan->pids, PIDS_MAX); break;
        case 'a': add(plan->aside, PIDS_MAX); break;
        case 'h': printf("%s", usage); exit(0);
        default: fputs(usage, stderr); exit(2);
    }
}

static void check(const struct plan *plan) {
    if (plan->port_count == 0 || plan->ports[0] <= 0) {
        fail("--port is missing");
    }
    if (plan->viewers < 1 || plan->meters < 1 || plan->rate <= 0 || plan->seconds <= 0
            || plan->channels < 1 || plan->channels > CHANNELS_MAX || plan->publishers < 1
            || plan->sources < 1 || plan->sources > 254 || plan->batch < 1 || plan->under_way < 1
            || plan->sip < 0 || plan->storm < 0 || plan->slow_viewers < 0) {
        fail("a number is out of range");
    }
    if (plan->slow >= plan->seconds) {
        fail("slow viewers have to read again within the measured seconds");
    }
    if (plan->slow > 0 && plan->storm > 0) {
        fail("--slow and --storm can't go together");
    }
    if (plan_steady(plan) < 1) {
        fail("at least one viewer has to be neither slow nor in the storm");
    }
    if (plan->storm > 0 && plan->storm_seconds > plan->seconds) {
        fail("a storm has to be over within the measured seconds");
    }
}

struct plan plan_read(int argc, char **argv) {
    struct plan plan = {.kind = WATCH, .viewers = 1000, .sources = 1, .meters = 100, .channels = 1,
        .rate = 10, .warm = 1, .seconds = 4, .publishers = 1, .slow_viewers = 1,
        .storm_seconds = 10, .wait = 60, .batch = 1000, .under_way = 16, .path = "/ws/energy/"};
    // What stands behind the first word that is no option is somebody else's.
    for (int option; (option = getopt_long(argc, argv, "+", options, NULL)) != -1;) {
        if (!take_kind(&plan, option)) {
            take_option(&plan, option);
        }
    }
    if (plan.kind == START) {
        plan.command = argv + optind;
        if (plan.command[0] == NULL) {
            fail("--start needs a command");
        }
        return plan;
    }
    check(&plan);
    if (plan.publish_port == 0) {
        plan.publish_port = plan.ports[0];
    }
    if (plan.http) {
        plan.under_way = 1;
    }
    return plan;
}
