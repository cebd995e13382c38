"""The review: the auditor's decisions on what a scan found, kept in SQLite as they are made."""

from notescan.review.fold import Graded, Item, Remark, State, fold
from notescan.review.session import ReviewSession, open_review, resume
from notescan.review.store import ReviewInfo, Store, StoredReview, text_sha256

__all__ = [
    "Graded",
    "Item",
    "Remark",
    "ReviewInfo",
    "ReviewSession",
    "State",
    "Store",
    "StoredReview",
    "fold",
    "open_review",
    "resume",
    "text_sha256",
]
