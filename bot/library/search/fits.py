"""Whether the best answer fits at all, or whether it is honest to say that nothing does.

A rule on the same signals as the ranking. Its weights come from a logistic regression on one half of the query set
and several hundred English expressions that are in no library, rounded. The bar is where, of queries that nobody had
seen before, nearly all that are far from the library are refused, and nine of ten near-misses such as “power outage”.
"""

from bot.library.search.rank import Ranked

COVERAGE = 1.0  # what decides: the share of what was asked that the answer carries
CLOSEST = 0.25
PHRASE = 0.2
NAMED = 0.4
BAR = 0.97


def fits(best: Ranked) -> bool:
    """Whether the best answer is worth showing."""
    sure = COVERAGE * best.coverage + CLOSEST * best.closest + PHRASE * best.phrase + NAMED * best.named
    return sure >= BAR
