"""Whether the library is whole: nothing unused, no topic with one side only, every key point carried by something."""

import re
from collections.abc import Iterator, Sequence

from bot.library.check.finding import Finding, error, warning
from bot.library.library import Library
from bot.library.parse import Entry
from bot.library.records import Prompt, PromptKind, Source, Speaker, Topic
from bot.library.references import references_of

MOST_SENTENCES = 5

_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|vs|St))(?<!\b(?:Mrs|etc|e\.g|i\.e))[.?!…]+[”\"’)]*(?=\s+\S)")
_YES_OR_NO = re.compile(
    r"(?:so |and |but |then )?(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may"
    r"|might|must)(?:n’t|n't)?\b",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(r"\b(?:or|how|why|what|which|who|whose|where|when|rather than)\b", re.IGNORECASE)

_TASKS = frozenset({PromptKind.STEELMAN, PromptKind.EVIDENCE, PromptKind.EXPERIENCE})
"""Kinds that may set a task instead: “Make the best case for …”."""


def findings_in_structure(library: Library, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Orphans, one-sided topics, key points that cite nothing, long summaries, questions that close a discussion."""
    used = {named for entry in entries if entry.record for _, named, _ in references_of(entry.record)}
    for entry in entries:
        match entry.record:
            case Source() | Speaker() if entry.record.id not in used:
                yield warning(entry.problem(("id",), f"Nothing uses “{entry.record.id}”. Use it, or delete it."))
            case Topic() as topic:
                yield from _in_topic(library, entry, topic)
            case Prompt() as prompt:
                yield from _in_prompt(entry, prompt)
            case _:
                pass


def sentences(text: str) -> int:
    """How many sentences a text has: `A. Dr. B said so.` has two."""
    return len(_SENTENCE_END.findall(text)) + 1


def _in_topic(library: Library, entry: Entry, topic: Topic) -> Iterator[Finding]:
    if not library.quotes_about(topic.id):
        yield warning(entry.problem(("id",), "No quote is about this topic. Add one, or leave the topic out."))
    if not library.prompts_about(topic.id):
        yield warning(entry.problem(("id",), "No prompt is about this topic. Add one."))
    if not topic.opposing and not topic.no_opposing:
        message = "No opposing view. Add one, or say in “no_opposing” why the sources hold none."
        yield error(entry.problem(("opposing",), message))
    if (count := sentences(topic.summary)) > MOST_SENTENCES:
        yield error(entry.problem(("summary",), f"{count} sentences; at most {MOST_SENTENCES} are read. Shorten it."))
    for at, point in enumerate(topic.key_points):
        if not point.cites:
            yield error(entry.problem(("key_points", at), "Cites nothing. Name the quotes or claims that carry it."))


def _in_prompt(entry: Entry, prompt: Prompt) -> Iterator[Finding]:
    if not prompt.question.endswith(("?", "？", "?”", "?)")):
        if prompt.kind not in _TASKS:
            yield warning(entry.problem(("question",), "Does not end with a question mark. Ask a question."))
        return
    asked = re.split(r"(?<=[.?!…])\s+", prompt.question)[-1]
    asked = re.sub(r"^(?:if|when|given|suppose|after|in|for|on|with|as)\b[^?]*?,\s+", "", asked, flags=re.IGNORECASE)
    if _YES_OR_NO.match(asked) and not _ASKS_FOR_MORE.search(asked):
        message = "Can be answered with yes or no. Begin with how, why or what, or add a question that does."
        yield warning(entry.problem(("question",), message))
