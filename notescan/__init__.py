"""notescan: find and review the evidence for audit tips in children's social-care case notes."""

__version__ = "0.1.0"
