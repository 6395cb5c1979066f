"""Actions are tried on SQLite and on PostgreSQL, as the store's queries are."""

from tests.store.conftest import another_store, kind, store, url

__all__ = ["another_store", "kind", "store", "url"]
