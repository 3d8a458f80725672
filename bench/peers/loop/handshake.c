#include "handshake.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, DIGEST = 20 };

static uint32_t turn(uint32_t x, int by) { return (x << by) | (x >> (32 - by)); }

static void sha1_block(uint32_t h[5], const uint8_t *block) {
    uint32_t w[80];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16
                | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 80; i++) {
        w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    }
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 80; i++) {
        uint32_t f, k;
        if (i < 20) {
            f = (b & c) | (~b & d), k = 0x5A827999;
        } else if (i < 40) {
            f = b ^ c ^ d, k = 0x6ED9EBA1;
        } else if (i < 60) {
            f = (b & c) | (b & d) | (c & d), k = 0x8F1BBCDC;
        } else {
            f = b ^ c ^ d, k = 0xCA62C1D6;
        }
        uint32_t next = turn(a, 5) + f + e + k + w[i];
        e = d, d = c, c = turn(b, 30), b = a, a = next;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

// Of at most two blocks, which a key and its suffix never fill.
static void sha1(const char *text, uint8_t digest[DIGEST]) {
    uint8_t padded[2 * BLOCK] = {0};
    size_t length = strlen(text);
    memcpy(padded, text, length);
    padded[length] = 0x80;
    size_t whole = length + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
    padded[whole - 2] = (uint8_t)(length * 8 >> 8);
    padded[whole - 1] = (uint8_t)(length * 8);
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    for (size_t at = 0; at < whole; at += BLOCK) {
        sha1_block(h, padded + at);
    }
    for (int i = 0; i < DIGEST; i++) {
        digest[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
    }
}

// Twenty bytes become 27 letters and one filler.
static void base64(const uint8_t digest[DIGEST], char out[29]) {
    static const char letters[] =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t padded[DIGEST + 1] = {0};
    memcpy(padded, digest, DIGEST);
    for (int i = 0; i < 7; i++) {
        uint32_t bits = (uint32_t)padded[3 * i] << 16 | (uint32_t)padded[3 * i + 1] << 8
                | padded[3 * i + 2];
        for (int j = 0; j < 4; j++) {
            out[4 * i + j] = letters[bits >> (18 - 6 * j) & 63];
        }
    }
    out[27] = '=';
    out[28] = 0;
}

size_t handshake_answer(const char *request, char *out, size_t room) {
    static const char name[] = "\r\nSec-WebSocket-Key: ";
    const char *key = strstr(request, name);
    if (key == NULL) {
        return 0;
    }
    char joined[96];
    snprintf(joined, sizeof joined, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
            key + sizeof name - 1);
    uint8_t digest[DIGEST];
    char accept[29];
    sha1(joined, digest);
    base64(digest, accept);
    return (size_t)snprintf(out, room,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: %s\r\n\r\n",
            accept);
}
