"""What happened when: the events of a case, each tied to the words that tell it."""

from notescan.events.find import find_events

__all__ = ["find_events"]
