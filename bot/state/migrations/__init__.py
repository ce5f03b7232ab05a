"""How the tables came to be, one step per file in `versions`; each step runs in a transaction of its own."""
