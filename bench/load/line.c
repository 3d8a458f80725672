#define _GNU_SOURCE
#include "line.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void await(const struct line *line, short events) {
    struct pollfd news = {.fd = line->fd, .events = events};
    if (poll(&news, 1, 10000) <= 0 || news.revents & (POLLERR | POLLNVAL)) {
        fprintf(stderr, "load: the server does not answer a sender\n");
        exit(1);
    }
}

void line_open(struct line *line, int port, const char *path, size_t room) {
    *line = (struct line){.fd = wire_begin(port, 0, 0), .room = room, .input = malloc(room)};
    await(line, POLLOUT);
    if (path == NULL) {
        return;
    }
    wire_ask(line->fd, port, path);
    size_t answer = 0;
    while (answer == 0) {
        await(line, POLLIN);
        line_receive(line);
        answer = wire_answer(line->input, line->length);
    }
    line_drop(line, answer);
}

int line_receive(struct line *line) {
    ssize_t got = recv(line->fd, line->input + line->length, line->room - line->length,
            MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        return 0;
    }
    if (got <= 0) {
        fprintf(stderr, "load: a sender's connection ended: %.*s\n",
                (int)(line->length < 300 ? line->length : 300), line->input);
        exit(1);
    }
    line->length += (size_t)got;
    return 1;
}

void line_drop(struct line *line, size_t bytes) {
    line->length -= bytes;
    memmove(line->input, line->input + bytes, line->length);
}

void line_frames(struct line *line, void (*take)(void *, const struct wire_frame *), void *to) {
    while (line_receive(line)) {
        size_t at = 0;
        struct wire_frame frame;
        for (; wire_take(line->input + at, line->length - at, &frame); at += frame.whole) {
            if (frame.opcode == WIRE_TEXT) {
                take(to, &frame);
            } else if (frame.opcode == WIRE_PING) {
                wire_send_empty(line->fd, WIRE_PONG);
            } else if (frame.opcode == WIRE_CLOSE) {
                fprintf(stderr, "load: the server closed a sender\n");
                exit(1);
            }
        }
        line_drop(line, at);
    }
}
