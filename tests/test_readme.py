"""The README says what the code does."""

from tests.readme import ENVIRONMENT, README, environment, with_parts


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")

    assert text == with_parts(text), "Run `make readme`."


def test_the_example_of_an_environment_names_every_setting() -> None:
    assert ENVIRONMENT.read_text(encoding="utf-8") == environment(), "Run `make readme`."
