#ifndef TALLY_LOOPBACK_H
#define TALLY_LOOPBACK_H

#include <stddef.h>
#include <stdint.h>

/// Connections from this machine alone: the socket is bound to 127.0.0.1, never to another address.

/// Listens on a port, or with 0 on one that the system chooses, which `port` then names.
///
/// Returns the socket, or the negative `errno`.
int tally_loopback_listen(uint16_t *port);

/// Waits for the next connection. Small answers on it leave at once, and a silent or stuck peer ends a call after
/// `seconds`.
///
/// Returns the connection; 0 when `milliseconds` have passed or a signal came; the negative `errno` when there is none
/// to be had.
int tally_loopback_accept(int listener, int milliseconds, int seconds);

/// Receives what is there, at least a byte. Returns 0 at the end and a negative number when nothing comes within
/// `milliseconds`.
long tally_loopback_receive(int connection, void *bytes, size_t count, int milliseconds);

/// Sends all bytes. Returns 0, or -1 when the peer has gone.
int tally_loopback_send(int connection, const void *bytes, size_t count);

/// Ends a connection whatever its thread is waiting for; it stays open until it is closed.
void tally_loopback_end(int connection);

void tally_loopback_close(int descriptor);

#endif
