// A WebSocket server that does as little as one can that sends each reading to each viewer in a
// frame of its own. One thread, epoll, and send() in a loop over all viewers; no JSON is read,
// nothing is stored. What it delivers is the limit of one frame a reading.
//
// With --cork, all readings that fall into one turn of its loop are sent to a viewer at once: still
// a frame each, but one send() a viewer and turn.
//
// Whoever asks for /publish sends readings; everybody else is a viewer. It listens on a free port
// of 127.0.0.1 and prints it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "handshake.h"

enum {
    CLIENTS_MAX = 65536,
    INPUT_MAX = 64 * 1024,   // of one read; a publisher's frame fits in
    TURN_MAX = 256 * 1024,   // bytes of frames that are sent at once
    BACKLOG_MAX = 1 << 20,   // bytes that wait for a viewer; one that lets more pile up is closed
    EVENTS_MAX = 1024
};

struct client {
    int fd;
    int seat;                // in `viewers`, or -1
    int opened;              // the handshake is done
    int publishes;
    char *backlog;           // what send() did not take
    size_t backlog_length;
    char *input;             // the beginning of a request or a frame
    size_t input_length;
};

static struct client *viewers[CLIENTS_MAX];
static int viewer_count;
static int poller;
static int corks;
static char turn[TURN_MAX];  // frames that all viewers are still to get
static size_t turn_length;

static void watch(struct client *client, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = client};
    epoll_ctl(poller, operation, client->fd, &event);
}

// The memory goes later, for the loop over this round's events may still point at it.
static void end(struct client *client) {
    if (client->fd < 0) {
        return;
    }
    if (client->seat >= 0) {
        viewers[client->seat] = viewers[--viewer_count];
        viewers[client->seat]->seat = client->seat;
    }
    close(client->fd);
    client->fd = -1;
    free(client->backlog);
    free(client->input);
    client->backlog = client->input = NULL;
}

static void keep(struct client *client, const char *bytes, size_t length) {
    if (client->backlog_length + length > BACKLOG_MAX) {
        shutdown(client->fd, SHUT_RDWR);
        return;
    }
    if (client->backlog == NULL) {
        client->backlog = malloc(BACKLOG_MAX);
    }
    if (client->backlog_length == 0) {
        watch(client, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    }
    memcpy(client->backlog + client->backlog_length, bytes, length);
    client->backlog_length += length;
}

static void put(struct client *client, const char *bytes, size_t length) {
    size_t sent = 0;
    if (client->backlog_length == 0) {
        ssize_t taken = send(client->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        sent = taken > 0 ? (size_t)taken : 0;
    }
    if (sent < length) {
        keep(client, bytes + sent, length - sent);
    }
}

static void drain(struct client *client) {
    ssize_t taken = send(client->fd, client->backlog, client->backlog_length,
            MSG_NOSIGNAL | MSG_DONTWAIT);
    if (taken > 0) {
        client->backlog_length -= (size_t)taken;
        memmove(client->backlog, client->backlog + taken, client->backlog_length);
    }
    if (client->backlog_length == 0) {
        watch(client, EPOLL_CTL_MOD, EPOLLIN);
    }
}

static void send_turn(void) {
    for (int i = 0; i < viewer_count && turn_length > 0; i++) {
        put(viewers[i], turn, turn_length);
    }
    turn_length = 0;
}

static void broadcast(const char *payload, size_t length) {
    if (turn_length + length + 4 > TURN_MAX) {
        send_turn();
    }
    char *frame = turn + turn_length;
    size_t header = 2;
    frame[0] = (char)0x81;
    if (length < 126) {
        frame[1] = (char)length;
    } else {
        frame[1] = 126, frame[2] = (char)(length >> 8), frame[3] = (char)length;
        header = 4;
    }
    memcpy(frame + header, payload, length);
    turn_length += header + length;
    if (!corks) {
        send_turn();
    }
}

// Takes one masked frame off the front; returns its whole length, 0 where it is not all there.
static size_t take_frame(char *bytes, size_t length) {
    if (length < 2) {
        return 0;
    }
    size_t size = bytes[1] & 0x7F;
    size_t header = 6;
    if (size == 126) {
        if (length < 4) {
            return 0;
        }
        size = (size_t)(uint8_t)bytes[2] << 8 | (uint8_t)bytes[3];
        header = 8;
    }
    if (length < header + size) {
        return 0;
    }
    const char *mask = bytes + header - 4;
    char *payload = bytes + header;
    for (size_t i = 0; i < size; i++) {
        payload[i] ^= mask[i & 3];
    }
    if ((bytes[0] & 0x0F) == 1) {
        broadcast(payload, size);
    }
    return header + size;
}

static void open_client(struct client *client) {
    client->input[client->input_length] = 0;
    if (strstr(client->input, "\r\n\r\n") == NULL) {
        return;
    }
    send_turn();  // what came before is not for the newcomer
    char answer[256];
    size_t length = handshake_answer(client->input, answer, sizeof answer);
    client->publishes = strncmp(client->input, "GET /publish", 12) == 0;
    client->opened = 1;
    client->input_length = 0;
    put(client, answer, length);
    if (!client->publishes && viewer_count < CLIENTS_MAX) {
        client->seat = viewer_count;
        viewers[viewer_count++] = client;
    }
}

static void readable(struct client *client) {
    if (client->input == NULL) {
        client->input = malloc(INPUT_MAX + 1);
    }
    ssize_t got = recv(client->fd, client->input + client->input_length,
            INPUT_MAX - client->input_length, MSG_DONTWAIT);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) {
            end(client);
        }
        return;
    }
    client->input_length += (size_t)got;
    if (!client->opened) {
        open_client(client);
        return;
    }
    size_t at = 0;
    if (client->publishes) {
        for (size_t frame; (frame = take_frame(client->input + at, client->input_length - at));) {
            at += frame;
        }
    } else {
        at = client->input_length;  // viewers have nothing to say
    }
    client->input_length -= at;
    memmove(client->input, client->input + at, client->input_length);
}

static void accept_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct client *client = calloc(1, sizeof *client);
        client->fd = fd;
        client->seat = -1;
        watch(client, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static int listen_anywhere(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 4096) < 0) {
        perror("loop: listen");
        exit(1);
    }
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("loop ready: http://127.0.0.1:%d/\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int argc, char **argv) {
    corks = argc > 1 && strcmp(argv[1], "--cork") == 0;
    signal(SIGPIPE, SIG_IGN);
    poller = epoll_create1(0);
    struct client listening = {.fd = listen_anywhere(), .seat = -1};
    watch(&listening, EPOLL_CTL_ADD, EPOLLIN);
    struct epoll_event events[EVENTS_MAX];
    for (;;) {
        int count = epoll_wait(poller, events, EVENTS_MAX, -1);
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (client == &listening) {
                accept_all(listening.fd);
                continue;
            }
            if (client->fd >= 0 && events[i].events & EPOLLOUT) {
                drain(client);
            }
            if (client->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
                readable(client);
            }
        }
        send_turn();
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (client->fd < 0) {
                free(client);
            }
        }
    }
}
