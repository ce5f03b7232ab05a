"""How elements are written."""

from adapters.web.html import join, tag, text


def test_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", "a < b", tag("b", "&")) == "<p>a &lt; b<b>&amp;</b></p>"


def test_attributes_are_escaped_and_named_as_in_html() -> None:
    assert tag("a", class_='"x"', data_thread=3) == '<a class="&quot;x&quot;" data-thread="3"></a>'


def test_a_flag_is_there_or_not() -> None:
    assert tag("input", checked=True, hidden=False, id=None) == "<input checked>"


def test_markup_with_a_text_added_is_text_again() -> None:
    assert tag("p", tag("b", "x") + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"


def test_a_single_text_is_joined_whole() -> None:
    assert join(tag("b", "x")) == "<b>x</b>"
    assert join("<b>") == text("<b>")
