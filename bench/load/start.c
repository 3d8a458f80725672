// From a command to the first page: it is started, says where it listens, and is asked for `/`.
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "process.h"
#include "runs.h"
#include "wire.h"

static const char address[] = "127.0.0.1:";

static pid_t spawn(char **command, int *output) {
    int ends[2];
    if (pipe2(ends, 0) < 0) {
        perror("load: pipe");
        exit(1);
    }
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    close(ends[1]);
    *output = ends[0];
    return child;
}

static int read_port(int output) {
    char text[4096];
    size_t length = 0;
    while (length < sizeof text - 1) {
        ssize_t got = read(output, text + length, sizeof text - 1 - length);
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
        text[length] = 0;
        const char *found = strstr(text, address);
        if (found != NULL && strchr(found, '\n') != NULL) {
            return atoi(found + sizeof address - 1);
        }
    }
    fprintf(stderr, "load: the server did not say where it listens\n");
    exit(1);
}

// The whole page; answers how many bytes.
static size_t fetch(int port) {
    int fd = wire_begin(port, 0, 0);
    struct pollfd news = {.fd = fd, .events = POLLOUT};
    poll(&news, 1, 10000);
    static const char ask[] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    wire_send(fd, ask, sizeof ask - 1);
    news.events = POLLIN;
    char text[65536];
    size_t all = 0;
    for (ssize_t got; poll(&news, 1, 10000) > 0 && (got = recv(fd, text, sizeof text, 0)) > 0;) {
        if (all == 0 && (got < 12 || memcmp(text, "HTTP/1.1 200", 12) != 0)) {
            fprintf(stderr, "load: the server says: %.*s\n", (int)(got < 80 ? got : 80), text);
            exit(1);
        }
        all += (size_t)got;
    }
    close(fd);
    return all;
}

void run_start(struct plan *plan) {
    int output;
    int64_t begin = now_us();
    pid_t child = spawn(plan->command, &output);
    int port = read_port(output);
    int64_t ready = now_us();
    size_t bytes = fetch(port);
    int64_t page = now_us();
    plan->pids[0] = child;
    double memory = processes_memory(plan);
    double cpu = processes_cpu(plan->pids);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    if (bytes == 0) {
        fprintf(stderr, "load: no page came\n");
        exit(1);
    }
    printf("ready_ms=%.0f page_ms=%.0f cpu_s=%.2f memory_mb=%.0f\n", (double)(ready - begin) / 1e3,
            (double)(page - begin) / 1e3, cpu, memory);
}
