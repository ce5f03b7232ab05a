"""`commonplace content`: the library as a curator sees it.

Decides that findings are printed as `file:line: level: what`, as editors and continuous integration read them, and that
numbers are tables for people and JSON for programs.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
from bot.library.check import Finding, Level, Progress
from bot.library.check import check as checked
from bot.library.check.finding import error
from bot.library.load import ContentError, load, read
from bot.library.schema import HEADER, json_schema
from bot.settings import read_settings

FOLDERS = click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def content() -> None:
    """Check, describe and count the library: YAML files in folders.

    \b
      commonplace content check                    the library in force
      commonplace content check my-library         one that is being written
      commonplace content schema                   for your editor
      commonplace content stats

    Without FOLDER each of them takes what CONTENT_DIR names, or the built-in library. A running bot reads its content
    again on SIGHUP.
    """


@content.command()
@FOLDERS
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the texts of the sources: look up every quotation on its line.",
)
@click.option("--strict", is_flag=True, help="End with 1 on warnings too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document with all findings.")
def check(folders: tuple[Path, ...], sources: Path | None, strict: bool, as_json: bool) -> None:
    """Say all that is wrong with the library, each finding with file, line and field.

    \b
      commonplace content check my-library
      commonplace content check my-library --sources texts
      commonplace content check --strict --json | jq .findings

    Unknown ids, orphans, one-sided topics, near-duplicates, key points that cite nothing, words in quotation marks that
    nobody is quoted with; with --sources also quotations that do not stand on their line, and texts of ours that are
    too near to the source's. Several folders are one library, as in CONTENT_DIR.

    Exit code: 0 when there is no error, 1 when there is (with --strict: or a warning).
    """
    with told(), _progress() as progress:
        findings = _findings(_chosen(folders), sources, progress)
    errors = sum(finding.level is Level.ERROR for finding in findings)
    warnings = len(findings) - errors
    if as_json:
        rows = [asdict(finding) for finding in findings]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_line(finding))
        click.echo(_summary(errors, warnings), err=True)
    if errors or (strict and warnings):
        raise SystemExit(BAD)


@content.command()
@click.option("--header", is_flag=True, help="Print the first line that makes an editor use the schema.")
def schema(header: bool) -> None:
    """Print the JSON Schema of a content file, for completion and checks in an editor.

    \b
      commonplace content schema > my-library/content.schema.json
      commonplace content schema --header

    Put the line that --header prints first into each content file beside the schema; for a file in a folder below, add
    one ../ for each level. Editors with the YAML language server understand it (VS Code: the YAML extension).
    """
    click.echo(HEADER if header else json.dumps(json_schema(), ensure_ascii=False, indent=2))


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


def _findings(folders: Sequence[Path], sources: Path | None, progress: Progress | None) -> tuple[Finding, ...]:
    """All findings; what cannot even be loaded is told alone, since the rest depends on it."""
    try:
        loaded = read(*folders)
    except ContentError as wrong:
        return tuple(error(problem) for problem in wrong.problems)
    return checked(loaded, sources, progress)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on the standard error for somebody who waits; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Reading the sources", file=sys.stderr) as bar:

        def forward(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield forward


def _line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return f"{place}: {finding.level}: {finding.field + ': ' if finding.field else ''}{finding.message}"


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
