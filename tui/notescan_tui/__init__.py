"""The Textual app of notescan. It shows and asks; what it shows comes from the engine, which never imports it."""
