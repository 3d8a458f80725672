// One socket of a sender: what has come on it is kept until it is whole.
#ifndef LINE_H
#define LINE_H

#include <stddef.h>

#include "wire.h"

struct line {
    int fd;
    size_t length;
    size_t room;
    char *input;
};

// Connects and waits until it is done. With a path, a WebSocket is opened there.
void line_open(struct line *line, int port, const char *path, size_t room);

// Takes in what has come, without waiting; answers 0 where nothing has. Ends the program where the
// server hung up.
int line_receive(struct line *line);

// Drops so many bytes off the front.
void line_drop(struct line *line, size_t bytes);

// Gives each whole text frame to `take`; answers pings.
void line_frames(struct line *line, void (*take)(void *, const struct wire_frame *), void *to);

#endif
