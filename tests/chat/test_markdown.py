"""Our small Markdown: escaping, building, reading."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markdown import (
    Anchor,
    Bold,
    Bullets,
    Code,
    Italic,
    Markdown,
    Paragraph,
    Quotation,
    Text,
    bold,
    bullets,
    code,
    escape,
    paragraphs,
    parse,
    plain,
    quotation,
)

hostile = st.text(alphabet=st.sampled_from("ab *_`[]()<>#-+.!\\~|1)&;:\n"), max_size=40)


@given(hostile)
def test_escaped_text_is_nothing_but_text(raw: str) -> None:
    inlines = [inline for block in parse(escape(raw)) for inline in getattr(block, "children", (block,))]

    assert not [inline for inline in inlines if isinstance(inline, Bold | Italic | Code | Anchor | Bullets | Quotation)]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=60))
def test_escaped_text_shows_the_same_characters(raw: str) -> None:
    assert plain(escape(raw)) == raw.strip()


@given(st.text(max_size=200))
def test_any_text_can_be_read(raw: str) -> None:
    assert isinstance(plain(Markdown(raw)), str)


def test_line_ends_of_other_peoples_text_stay() -> None:
    assert plain(escape("one\ntwo\n\nthree")) == "one\ntwo\nthree"


def test_the_whole_language_is_read() -> None:
    text = Markdown("**b** *i* `c` [t](https://example.org)\n\n> q\n\n- one\n- two")

    paragraph, quoted, listed = parse(text)

    assert paragraph == Paragraph(
        (
            Bold((Text("b"),)),
            Text(" "),
            Italic((Text("i"),)),
            Text(" "),
            Code("c"),
            Text(" "),
            Anchor((Text("t"),), "https://example.org"),
        )
    )
    assert quoted == Quotation((Paragraph((Text("q"),)),))
    assert listed == Bullets(((Paragraph((Text("one"),)),), (Paragraph((Text("two"),)),)))


def test_headings_html_and_images_mean_nothing() -> None:
    assert plain(Markdown("# a <b>c</b>")) == "# a <b>c</b>"


def test_a_link_that_is_not_of_the_web_is_only_words() -> None:
    assert parse(Markdown("[x](ftp://example.org)")) == (Paragraph((Italic((Text("x"),)),)),)


def test_values_are_escaped_when_a_sentence_is_filled() -> None:
    filled = Markdown("**{name}** and {mark}").filled(name="*x*", mark=bold("y"))

    assert plain(filled) == "*x* and y"


def test_builders_escape_what_is_not_markdown() -> None:
    built = paragraphs(bold("a*b"), quotation("> c\nd"), bullets(["- e", code("f")]))

    assert plain(built) == "a*b\n> > c\n> d\n- - e\n- f"


def test_a_text_is_read_once_however_often_it_is_shown() -> None:
    assert parse(bullets(["one", "two"])) is parse(bullets(["one", "two"]))
