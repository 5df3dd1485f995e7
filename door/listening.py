"""The sockets that this program listens on: what is written to a browser leaves at once."""

import gc
import socket


def send_at_once() -> int:
    """Let no connection wait until more is written; return how many sockets listen.

    The server binds its socket in a way that asyncio does not take for TCP, and so leaves Nagle's
    algorithm on: an answer in two pieces then waits 40 ms for the browser to acknowledge the first.
    What is accepted inherits what is set here.
    """
    listening = [
        held for held in gc.get_objects() if type(held) is socket.socket and _listens(held)
    ]
    for held in listening:
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def _listens(held: socket.socket) -> bool:
    if held.fileno() < 0 or held.family not in {socket.AF_INET, socket.AF_INET6}:
        return False
    return bool(held.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
