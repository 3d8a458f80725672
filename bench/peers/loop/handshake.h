// The opening of a WebSocket, from the server's side (RFC 6455, 4.2.2).
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include <stddef.h>

// Writes the answer to an upgrade request into `out`; returns its length, or 0 where the request
// has no key. Both are plain text; `request` ends with a zero.
size_t handshake_answer(const char *request, char *out, size_t room);

#endif
