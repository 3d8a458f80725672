#define _GNU_SOURCE
#include "wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int wire_begin(int port, int source, int buffer) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int on = 1;
    if (fd >= 0 && source > 0) {
        struct sockaddr_in from = {.sin_family = AF_INET};
        from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (uint32_t)source - 1);
        // The port is chosen when it is known who is connected to.
        setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        if (bind(fd, (struct sockaddr *)&from, sizeof from) < 0) {
            perror("load: bind");
            exit(1);
        }
    }
    if (fd >= 0 && buffer > 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || (connect(fd, (struct sockaddr *)&address, sizeof address) < 0
                && errno != EINPROGRESS)) {
        perror("load: connect");
        exit(1);
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

void wire_ask(int fd, int port, const char *path) {
    char request[512];
    int length = snprintf(request, sizeof request,
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            path, port);
    wire_send(fd, request, (size_t)length);
}

size_t wire_answer(const char *bytes, size_t length) {
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL) {
        return 0;
    }
    if (memcmp(bytes, "HTTP/1.1 101", 12) != 0) {
        fprintf(stderr, "load: the server says: %.*s\n", (int)(end - bytes), bytes);
        exit(1);
    }
    return (size_t)(end - bytes) + 4;
}

int wire_take(const char *bytes, size_t length, struct wire_frame *frame) {
    if (length < 2) {
        return 0;
    }
    const uint8_t *b = (const uint8_t *)bytes;
    size_t size = b[1] & 0x7F;
    size_t header = size == 126 ? 4 : size == 127 ? 10 : 2;
    if (length < header) {
        return 0;
    }
    if (size >= 126) {
        size = 0;
        for (size_t i = 2; i < header; i++) {
            size = size << 8 | b[i];
        }
    }
    frame->opcode = b[0] & 0x0F;
    frame->payload = bytes + header;
    frame->length = size;
    frame->whole = header + size;
    return length >= frame->whole;
}

char *wire_header(char *payload, size_t length, int opcode) {
    size_t header = length < 126 ? 6 : length <= 0xFFFF ? 8 : 14;
    char *at = payload - header;
    memset(at, 0, header);
    at[0] = (char)(0x80 | opcode);
    if (length < 126) {
        at[1] = (char)(0x80 | length);
    } else {
        at[1] = (char)(header == 8 ? 0xFE : 0xFF);
        for (size_t i = header - 5, rest = length; i >= 2; i--, rest >>= 8) {
            at[i] = (char)rest;
        }
    }
    return at;
}

void wire_send(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            struct pollfd room = {.fd = fd, .events = POLLOUT};
            poll(&room, 1, 1000);
        } else if (sent < 0) {
            perror("load: send");
            exit(1);
        } else {
            bytes += sent;
            length -= (size_t)sent;
        }
    }
}

void wire_send_empty(int fd, int opcode) {
    char header[WIRE_HEADER_MAX];
    char *end = header + WIRE_HEADER_MAX;
    char *begin = wire_header(end, 0, opcode);
    wire_send(fd, begin, (size_t)(end - begin));
}
