"""A PostgreSQL server of the tests' own: started, killed and stopped at will."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

USER = "examiner"
PATIENCE_SECONDS = 60.0


def find_programs() -> Path | None:
    """The folder of initdb and postgres, which Debian keeps off the path."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "postgres").exists()), None)


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to be run by root: who runs it then."""
    if os.geteuid() != 0:
        return {}
    import pwd  # which Windows does not have, nor these tests there

    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("there is no user to run PostgreSQL but root, and it refuses root")


class Server:
    """A server in a folder of its own, reached by a socket in it."""

    def __init__(self, programs: Path) -> None:
        """Make the folder and start the server."""
        self._programs = programs
        # Not below pytest's folder, which nobody but root may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="answers-"))
        self._who = _as_nobody()
        if self._who:
            os.chown(self.folder, self._who["user"], self._who["group"])
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        manner = ["--no-sync", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C"]
        subprocess.run(
            [programs / "initdb", *manner, "-D", self.folder / "data"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._who,
        )
        self.start()

    def start(self) -> None:
        """Start the server, or start it again."""
        data, log = self.folder / "data", self.folder / "log"
        options = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", data, "-k", self.folder, *options],
                stdout=said,
                stderr=said,
                cwd=self.folder,
                **self._who,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise RuntimeError(log.read_text(errors="replace")) from None
                time.sleep(0.05)
            else:
                return

    def ensure_running(self) -> None:
        """Start the server unless it runs."""
        if self._process is None:
            self.start()

    def kill(self) -> None:
        """End the server at once, in the middle of whatever it does."""
        self._end(signal.SIGQUIT)

    def freeze(self, frozen: bool) -> None:
        """Let the server hold its breath: connections stand, and nothing answers; or go on."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        for pid in (self._process.pid, *map(int, children.read_text().split())):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP if frozen else signal.SIGCONT)

    def close(self) -> None:
        """End the server for good, and remove its folder."""
        self._end(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_SECONDS)
            self._process = None

    def make_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        self._databases += 1
        name = f"answers_{self._databases}"
        self.rows("postgres", f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def address(self, database: str) -> str:
        """Where a database is, as PostgreSQL's own programs are told."""
        return f"host={self.folder} user={USER} dbname={database}"

    def rows(self, database: str, query: str) -> list[tuple[Any, ...]]:
        """Look as an outside program does: with no help from our own code."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []
