"""What fills the terminal, one at a time: home, the review, and the dialogs they open."""
