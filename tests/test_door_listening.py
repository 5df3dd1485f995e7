"""What is written to a browser leaves at once, whoever bound the socket."""

import contextlib
import socket

from door import listening


def test_what_is_accepted_sends_at_once():
    with (
        contextlib.closing(socket.socket()) as bound,
        contextlib.closing(socket.socket()) as browser,
        contextlib.closing(socket.socket(socket.AF_UNIX)) as other,
    ):
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        assert other.fileno() > 0

        assert listening.send_at_once() >= 1

        browser.connect(bound.getsockname())
        accepted, _ = bound.accept()
        with contextlib.closing(accepted):
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not browser.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_socket_that_is_closed_is_left_alone():
    with contextlib.closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
    listening.send_at_once()

    assert bound.fileno() == -1
