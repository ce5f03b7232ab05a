"""What is alike in Chinese: traditional and simplified characters, and the words of grammar and of asking."""

from importlib.resources import files

GRAMMAR = (
    *("什么", "为什么", "怎么", "怎样", "如何", "是否", "关于", "可以", "我们", "他们", "对于"),
    *"吗呢的了和与是有在我你他会要不被把",
)
"""Chinese words that carry nothing; in a line without spaces they are cut out wherever they stand."""


def _simplified() -> dict[int, str]:
    lines = files(__name__).joinpath("traditional.txt").read_text("utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


SIMPLIFIED = _simplified()
"""For `str.translate`: the common traditional characters as simplified ones."""
