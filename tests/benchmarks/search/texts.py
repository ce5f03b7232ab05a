"""Short texts in any number for measuring scale: made up, always the same, with the frequencies of real language.

Words are put together from English syllables and drawn by Zipf's law, so that a few are in half of all texts and most
in one or two; a text keeps to a theme, so that words come together as they do in sentences that somebody wrote.
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random

THEMES = 2_000
WORDS_OF_A_THEME = 60
_GRAMMAR, _ONSETS, _NUCLEI, _CODAS, _ENDINGS = (
    row.split(" ")
    for row in (
        "the of and to a in is that it for was on are as with at be this from or by not but we they what",
        "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w",
        "a e i o u ai ea ee io oa ou",
        " n l r s t m nd nt st ck sh ng rd",
        " s ed ing er ion ment ness al ity ly ive ous able",
    )
)


def vocabulary(size: int, random: Random) -> list[str]:
    """That many different words of two or three syllables, the most frequent first."""
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = random.choice((1, 2, 2, 2, 3))
        stem = "".join(
            random.choice(_ONSETS) + random.choice(_NUCLEI) + random.choice(_CODAS) for _ in range(syllables)
        )
        words[stem + random.choice(_ENDINGS)] = None
    return list(words)


def texts(number: int) -> Iterator[str]:
    """That many texts of 4 to 16 words; the first thousand are the same whatever the number."""
    random = Random(4)
    words = vocabulary(400_000, random)
    frequencies = list(accumulate(1 / (rank + 20) for rank in range(len(words))))

    def any_word() -> str:
        return words[bisect(frequencies, random.random() * frequencies[-1])]

    themes = [[any_word() for _ in range(WORDS_OF_A_THEME)] for _ in range(THEMES)]
    for _ in range(number):
        theme = random.choice(themes)
        yield " ".join(
            random.choice(_GRAMMAR) if draw < 0.4 else random.choice(theme) if draw < 0.7 else any_word()
            for draw in (random.random() for _ in range(random.randint(4, 16)))
        )
