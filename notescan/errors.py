"""The one exception for what a user can put right."""


class UserError(Exception):
    """The user's input can't be used: one plain line saying what is wrong, where, and what to do.

    The command line prints it and exits with code 2; the app shows it and goes on.
    """
