"""The archive: records kept in a database, found again, and handed on. The only room that talks to a database."""

from __future__ import annotations

from sayso.store.archive import Archive, Kept
from sayso.store.search import Filter, Page

__all__ = ["Archive", "Filter", "Kept", "Page"]
