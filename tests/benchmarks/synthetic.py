"""Libraries of any size that look like one: topics, quotations of some sentences, prompts, claims."""

from random import Random

from bot.library.library import Library
from bot.library.records import Pack

_SYLLABLES = [consonant + vowel for consonant in "bdklmnrstv" for vowel in "aei"]


def words(random: Random, count: int) -> list[str]:
    """Made-up words; the same seed gives the same ones."""
    return ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(count)]


def pack(quotations: int, seed: int = 7) -> Pack:
    """A pack with this many quotations, on a topic for every twenty of them, with a prompt and a claim each."""
    random = Random(seed)
    vocabulary = words(random, 20_000)
    topics = [
        {
            "id": f"topic-{n}",
            "name": " ".join(random.choices(vocabulary, k=2)).capitalize() + f" {n}",
            "search_words": random.choices(vocabulary, k=5),
            "summary": _sentence(random, vocabulary),
            "key_points": [{"text": "It is so."}],
        }
        for n in range(max(1, quotations // 20))
    ]
    quotes = [
        {
            "id": f"Q{'ABCDEFGHIJ'[n // 10_000]}-{n % 10_000}",
            "speaker": "somebody",
            "topics": [f"topic-{n % len(topics)}"],
            "wordings": [
                {"text": _sentence(random, vocabulary), "source": "book", "place": "Chapter 1", "line": n + 1}
            ],
        }
        for n in range(quotations)
    ]
    prompts = [
        {"id": f"P{'ABCDEFGHIJ'[n // 10_000]}-P{n % 10_000}", "kind": "open", "topics": [topic["id"]],
         "question": f"What of {topic['name']}?"}
        for n, topic in enumerate(topics)
    ]  # fmt: skip
    claims = [
        {"id": f"C{'ABCDEFGHIJ'[n // 10_000]}-C{n % 10_000}", "kind": "view", "claim": _sentence(random, vocabulary),
         "who": "Somebody", "topics": [topic["id"]], "passages": ["book:1"]}
        for n, topic in enumerate(topics)
    ]  # fmt: skip
    return Pack.model_validate(
        {
            "sources": [{"id": "book", "title": "A Book", "kind": "a book", "carries": "all"}],
            "speakers": [{"id": "somebody", "name": "Somebody", "role": "guest", "about": "somebody"}],
            "topics": topics,
            "quotes": quotes,
            "prompts": prompts,
            "claims": claims,
        }
    )


def library(quotations: int) -> Library:
    """A library of that size."""
    return Library.of(pack(quotations))


def _sentence(random: Random, vocabulary: list[str]) -> str:
    return " ".join(random.choices(vocabulary, k=random.randint(8, 30))).capitalize() + "."
