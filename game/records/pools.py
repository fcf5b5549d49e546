"""Where sets of real images from outside were: rows of ``meta``, for the tables have no place."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from game.records.tables import meta

KEY = "real_pool "
"""How the key begins; the name follows that trials have in ``real_pool``."""


def keep_pool(connection: Connection, name: str, path: str) -> None:
    """Note where the images of this pool are; one that has moved gets its new path."""
    here = meta.c.key == KEY + name
    known = connection.scalar(select(meta.c.value).where(here))
    if known is None:
        connection.execute(insert(meta).values(key=KEY + name, value=path))
    elif known != path:
        connection.execute(update(meta).where(here).values(value=path))


def pools(connection: Connection) -> dict[str, str]:
    """Where the images of every pool were when a session with them last began, by its name."""
    query = select(meta.c.key, meta.c.value).where(meta.c.key.startswith(KEY, autoescape=True))
    return {str(key).removeprefix(KEY): str(path) for key, path in connection.execute(query)}
