"""The spaCy pipeline: sentences, clauses, people, concepts, patterns, stance, evidence."""
