"""The review that the summary's tests use."""

from tests.summary.conftest import review, store

__all__ = ["review", "store"]
