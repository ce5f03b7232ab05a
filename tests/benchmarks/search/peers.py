"""What a bot's author would otherwise use, each behind the same two lines: make it of texts, rank them for a query.

Every engine is given the same folded words. The peers that are no dependency of ours come with the extra `bench`.
"""

import sqlite3
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from bot.library.words import fold, runs

Ranking = list[tuple[int, float]]
"""Places of texts with their scores, best first."""

DEPTH = 64
LONGEST_FUZZY = 40  # tantivy takes no longer word for a fuzzy query


class Engine(Protocol):
    """Ranks the texts that it was made of."""

    def rank(self, typed: str) -> Ranking:
        """The best texts for a query, best first."""


class WRatio:
    """rapidfuzz's WRatio over all texts: what most bots ship."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [fold(text) for text in texts]

    def rank(self, typed: str) -> Ranking:
        found = process.extract(fold(typed), self._texts, scorer=fuzz.WRatio, limit=DEPTH)
        return [(place, score) for _, score, place in found]


class FullText:
    """SQLite FTS5 with bm25, any of the words."""

    tokenizer = "unicode61"

    def __init__(self, texts: Sequence[str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{self.tokenizer}')")
        rows = ((place, fold(text)) for place, text in enumerate(texts))
        self._base.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)

    def terms(self, typed: str) -> list[str]:
        return runs(fold(typed))

    def rank(self, typed: str) -> Ranking:
        terms = self.terms(typed)
        if not terms:
            return []
        query = " OR ".join('"' + term.replace('"', "") + '"' for term in terms)
        rows = self._base.execute(
            "SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?", (query, DEPTH)
        )
        return [(int(place), float(score)) for place, score in rows]


class Trigrams(FullText):
    """SQLite FTS5 over trigrams, any of them."""

    tokenizer = "trigram"

    def terms(self, typed: str) -> list[str]:
        return [run[at : at + 3] for run in runs(fold(typed)) for at in range(len(run) - 2)]


class Tantivy:
    """tantivy with fuzzy terms: one slip from four letters, two from eight."""

    def __init__(self, texts: Sequence[str]) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("place", stored=True, indexed=False)
        builder.add_text_field("text", stored=False)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(256_000_000, 1)
        for place, text in enumerate(texts):
            writer.add_document(tantivy.Document(place=place, text=" ".join(runs(fold(text)))))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _term(self, word: str) -> Any:
        slips = 0 if len(word) < 4 or len(word) > LONGEST_FUZZY else 1 if len(word) < 8 else 2
        query = self._tantivy.Query
        exact = query.boost_query(query.term_query(self._schema, "text", word), 2.0)
        if not slips:
            return exact
        near = query.fuzzy_term_query(self._schema, "text", word, distance=slips)
        should = self._tantivy.Occur.Should
        return query.boolean_query([(should, exact), (should, near)])

    def rank(self, typed: str) -> Ranking:
        terms = runs(fold(typed))
        if not terms:
            return []
        query = self._tantivy.Query.boolean_query([(self._tantivy.Occur.Should, self._term(term)) for term in terms])
        hits = self._searcher.search(query, DEPTH).hits
        return [(int(self._searcher.doc(at)["place"][0]), float(score)) for score, at in hits]


class TantivyRanked(Tantivy):
    """The same, and rapidfuzz over its best 64: the strongest composite that can be put together from peers."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self._texts = texts

    def rank(self, typed: str) -> Ranking:
        line = fold(typed)
        found = super().rank(typed)
        best = found[0][1] if found else 1.0
        again = [
            (place, score / best + fuzz.partial_token_set_ratio(line, fold(self._texts[place])) / 100)
            for place, score in found
        ]
        return sorted(again, key=lambda pair: -pair[1])


class Grams:
    """TF-IDF of the 2 to 4 characters in a row, by cosine: the study's best peer at library size."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        self._matrix = self._vectors.fit_transform([fold(text) for text in texts]).T.tocsr()

    def rank(self, typed: str) -> Ranking:
        scores = (self._vectors.transform([fold(typed)]) @ self._matrix).tocsr()
        best = sorted(zip(scores.data, scores.indices, strict=True), reverse=True)[:DEPTH]
        return [(int(place), float(score)) for score, place in best]


PEERS: dict[str, Callable[[Sequence[str]], Engine]] = {
    "rapidfuzz WRatio over all texts": WRatio,
    "SQLite FTS5, bm25": FullText,
    "SQLite FTS5, trigrams": Trigrams,
    **({"tantivy, fuzzy": Tantivy, "tantivy, fuzzy + rapidfuzz": TantivyRanked} if find_spec("tantivy") else {}),
    **({"TF-IDF of 2–4 characters": Grams} if find_spec("sklearn") else {}),
}
