"""The error that has a meaning across the whole house; every other one is a bug and ends in one apology."""


class UserError(Exception):
    """Something a person can put right. The message says what is wrong and what to do; it is answered in private."""
