"""`commonplace content`: the library as a curator sees it.

Decides that findings are printed as `file:line: level: what`, as editors and continuous integration read them, and that
numbers are tables for people and JSON for programs.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from adapters.cli.codes import BAD
from adapters.cli.endings import told
from adapters.console.markup import plain_text, spaced
from adapters.console.render import page
from bot.app import content_folders
from bot.library.census import Census, Share, TopicCount
from bot.library.load import ContentError, Problem, load, read
from bot.settings import read_settings

FOLDERS = click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def content() -> None:
    """Check, describe and count the library: YAML files in folders.

    \b
      commonplace content check                    the library in force
      commonplace content check my-library         one that is being written
      commonplace content stats

    Without FOLDER each of them takes what CONTENT_DIR names, or the built-in library. A running bot reads its content
    again on SIGHUP.
    """


@content.command()
@FOLDERS
@click.option("--strict", is_flag=True, help="End with 1 on warnings too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document with all findings.")
def check(folders: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Say all that is wrong with the library, each with file, line and field.

    \b
      commonplace content check my-library
      commonplace content check --strict --json | jq .findings

    Several folders are one library, as in CONTENT_DIR. Exit code: 0 when there is no error, 1 when there is (with
    --strict: or a warning).
    """
    with told():
        findings = [("error", problem) for problem in _problems(_chosen(folders))]
    errors = sum(level == "error" for level, _ in findings)
    warnings = len(findings) - errors
    if as_json:
        rows = [{"level": level, **asdict(problem)} for level, problem in findings]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for level, problem in findings:
            click.echo(_line(level, problem))
        click.echo(_summary(errors, warnings), err=True)
    if errors or (strict and warnings):
        raise SystemExit(BAD)


@content.command()
@FOLDERS
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def stats(folders: tuple[Path, ...], as_json: bool) -> None:
    """Count what the library holds: by kind, status, topic, source and speaker.

    \b
      commonplace content stats
      commonplace content stats my-library --json | jq .topics
    """
    with told():
        census = Census.of(load(*_chosen(folders)))
    if as_json:
        click.echo(json.dumps(asdict(census), ensure_ascii=False, indent=2))
        return
    console = page(sys.stdout)
    console.print(
        spaced(
            [
                plain_text(f"Edition {census.edition}", "bold"),
                _table(("", "records"), census.records.items()),
                _table(("", "quotations"), census.statuses.items()),
                _table(
                    ("topic", "quotations", "reported", "prompts", "claims", "opposing"),
                    (_topic_row(topic) for topic in census.topics),
                ),
                _table(("source", "quotations", "reported"), (_share_row(share) for share in census.sources)),
                _table(("speaker", "quotations", "reported"), (_share_row(share) for share in census.speakers)),
            ]
        )
    )


def _chosen(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(folders) or content_folders(read_settings())


def _problems(folders: Sequence[Path]) -> tuple[Problem, ...]:
    try:
        read(*folders)
    except ContentError as wrong:
        return wrong.problems
    return ()


def _line(level: str, problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {level}: {problem.field + ': ' if problem.field else ''}{problem.message}"


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "Nothing is wrong."
    return f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} {'warning' if warnings == 1 else 'warnings'}."


def _topic_row(topic: TopicCount) -> tuple[str | int, ...]:
    return topic.name, topic.quotations, topic.reported, topic.prompts, topic.claims, topic.opposing


def _share_row(share: Share) -> tuple[str | int, ...]:
    return share.name, share.quotations, share.reported


def _table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(head[0])
    for name in head[1:]:
        table.add_column(name, justify="right")
    for first, *numbers in rows:
        table.add_row(plain_text(str(first)), *map(str, numbers))
    return table
