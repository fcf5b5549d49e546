"""A PostgreSQL server for all tests of this room, started when the first of them asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.records.server import Server, find_programs


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb and postgres are not installed here")
    server = Server(programs)
    yield server
    server.close()


@pytest.fixture
def server(running_server: Server) -> Server:
    """The server, running, whatever the test before did to it."""
    running_server.ensure_running()
    return running_server
