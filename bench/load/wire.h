// The client's side of WebSocket, as far as a load needs it.
#ifndef WIRE_H
#define WIRE_H

#include <stddef.h>
#include <stdint.h>

// Begins to connect, from 127.0.0.SOURCE, or from anywhere with 0. A receive buffer of so many
// bytes, or the usual one with 0.
int wire_begin(int port, int source, int buffer);

// Asks for the upgrade on what is connected. The answer is still to be read.
void wire_ask(int fd, int port, const char *path);

// The length of the answer to the upgrade at the front of `bytes`; 0 where it is not all there.
// Ends the program where the server says no.
size_t wire_answer(const char *bytes, size_t length);

// One frame at the front of what a server sent.
struct wire_frame {
    int opcode;
    const char *payload;
    size_t length;
    size_t whole;  // with its header
};

// Answers 0 where it is not all there.
int wire_take(const char *bytes, size_t length, struct wire_frame *frame);

enum { WIRE_HEADER_MAX = 14, WIRE_TEXT = 1, WIRE_CLOSE = 8, WIRE_PING = 9, WIRE_PONG = 10 };

// Writes a client's header for a payload of this length, ending right before `payload`; answers
// where the frame begins. The mask is zero, so that the payload is sent as it is.
char *wire_header(char *payload, size_t length, int opcode);

// Sends all, waiting where it must.
void wire_send(int fd, const char *bytes, size_t length);

// Sends one frame without payload.
void wire_send_empty(int fd, int opcode);

#endif
