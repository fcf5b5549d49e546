"""A PostgreSQL server for all tests, started when the first of them asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.records.server import Server


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    # Here, for few tests ask for it, and all wait for what is imported above.
    from tests.records.server import Server, find_programs

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
