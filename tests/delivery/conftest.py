"""Delivery is tried with the real store, on SQLite and on PostgreSQL."""

from tests.store.conftest import another_store, kind, store, url

__all__ = ["another_store", "kind", "store", "url"]
