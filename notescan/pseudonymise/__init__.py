"""Names, addresses, numbers and dates of birth put out of a summary, each by the same stand-in throughout."""
