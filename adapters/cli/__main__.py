"""`python -m adapters.cli` is `commonplace`, where its script is not on the path."""

from adapters.cli import main

main(prog_name="commonplace")
