"""For all tests: no network."""

import socket
from typing import Any

import pytest

LOCAL = {"127.0.0.1", "::1", "localhost", ""}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and str(address[0]) not in LOCAL:
            raise AssertionError(f"A test tried to connect to {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--lower-floors", action="store_true", help="write the quality floors anew from what comes out now"
    )
