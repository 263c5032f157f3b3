#define _GNU_SOURCE
#include "CLoopback.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

static int failure(int descriptor)
{
    int code = errno;
    close(descriptor);
    return -code;
}

int tally_loopback_listen(uint16_t *port)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) return -errno;
    fcntl(listener, F_SETFD, FD_CLOEXEC);
    int on = 1;
    // A port whose last connections are still being forgotten can be taken again.
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(*port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) < 0) return failure(listener);
    if (listen(listener, 64) < 0) return failure(listener);
    if (getsockname(listener, (struct sockaddr *)&address, &size) < 0) return failure(listener);
    *port = ntohs(address.sin_port);
    return listener;
}

int tally_loopback_accept(int listener, int milliseconds, int seconds)
{
    struct pollfd waiting = {.fd = listener, .events = POLLIN};
    int ready = poll(&waiting, 1, milliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return 0;
    if (ready < 0) return -errno;
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) return errno == EINTR || errno == ECONNABORTED || errno == EAGAIN ? 0 : -errno;
    fcntl(connection, F_SETFD, FD_CLOEXEC);
    int on = 1;
    // Without it a kept connection holds small answers back for 40 ms.
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
    setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    struct timeval limit = {.tv_sec = seconds, .tv_usec = 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return connection;
}

long tally_loopback_receive(int connection, void *bytes, size_t count, int milliseconds)
{
    struct pollfd waiting = {.fd = connection, .events = POLLIN};
    int ready;
    do ready = poll(&waiting, 1, milliseconds);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0) return -1;
    ssize_t received;
    do received = recv(connection, bytes, count, 0);
    while (received < 0 && errno == EINTR);
    return (long)received;
}

int tally_loopback_send(int connection, const void *bytes, size_t count)
{
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = send(connection, next, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return -1;
        next += sent;
        count -= (size_t)sent;
    }
    return 0;
}

void tally_loopback_end(int connection) { shutdown(connection, SHUT_RDWR); }

void tally_loopback_close(int descriptor) { close(descriptor); }
