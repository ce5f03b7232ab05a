"""The frame of every page: head, masthead, and the switches for person, language and light.

Decides that a switch is a plain link to the same page as somebody else or in another language, so that it works
without a script, and that a link opened in another tab makes that tab another person.
"""

from babel import Locale, UnknownLocaleError

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.icons import LAMP, LOGO
from adapters.web.people import CHANNELS, PEOPLE
from adapters.web.reader import Reader
from bot.texts import languages

STYLES = ("theme", "frame", "conversation", "entry", "clock", "library")


def document(
    title: str, reader: Reader, content: Html, *, script: str, path: str, switch: Html = NOTHING, **body: str
) -> Html:
    """A whole page.

    `path` is where it is, for its switches; `switch` is one more of them; `body` becomes attributes that the script
    reads.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1, interactive-widget=resizes-content"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · Commonplace" if title else "Commonplace"),
        tag("link", rel="icon", href="/favicon.svg", type="image/svg+xml"),
        join(tag("link", rel="stylesheet", href=f"/static/{name}.css") for name in STYLES),
        tag("script", src="/static/theme.js"),
        tag("script", src=f"/static/{script}.js", type="module"),
    )
    shown = tag(
        "body",
        tag("a", reader.say("Skip to the content"), href="#content", class_="skip"),
        _masthead(reader, path, switch),
        tag("main", content, id="content", tabindex="-1"),
        **body,
    )
    theme = reader.theme or None
    return Html(f"<!doctype html>{tag('html', head, shown, lang=reader.language, data_theme=theme)}")


def _masthead(reader: Reader, path: str, switch: Html) -> Html:
    return tag(
        "header",
        tag("a", LOGO, tag("span", "Commonplace"), href=reader.link("/"), class_="brand"),
        tag("nav", _rooms(reader, path), aria_label=reader.say("Places")),
        tag(
            "div",
            switch,
            _switch(reader, path),
            tag(
                "button",
                LAMP,
                tag("span", reader.say("Light or dark"), class_="hidden"),
                type="button",
                class_="lamp",
                title=reader.say("Light or dark"),
                data_lamp=True,
            ),
            class_="switches",
        ),
        class_="masthead",
    )


def _rooms(reader: Reader, path: str) -> Html:
    links = [
        _place(reader.say(channel.name), reader.placed(channel).link("/"), path == "/" and channel == reader.channel)
        for channel in CHANNELS.values()
    ]
    return join([*links, _place(reader.say("Library"), reader.link("/library"), path.startswith("/library"))])


def _place(name: str, href: str, is_here: bool) -> Html:
    return tag("a", name, href=href, aria_current="page" if is_here else None)


def _own_name(language: str) -> str:
    """What a language calls itself: “Deutsch”; the tag where nobody knows."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def _switch(reader: Reader, path: str) -> Html:
    people = (
        tag(
            "a",
            one.name,
            tag("span", reader.say("moderator"), class_="note") if one.runs_space else NOTHING,
            href=reader.being(one).link(path),
            aria_current="true" if one == reader.person else None,
        )
        for one in PEOPLE.values()
    )
    tongues = (
        tag(
            "a",
            _own_name(one),
            href=reader.speaking(one).link(path),
            lang=one,
            aria_current="true" if one == reader.language else None,
        )
        for one in languages()
    )
    chosen = join(
        [
            tag("h2", reader.say("You are")),
            tag("ul", join(tag("li", one) for one in people)),
            tag("p", reader.say("Open one of them in another tab to be two people."), class_="note"),
            tag("h2", reader.say("Language")),
            tag("ul", join(tag("li", one) for one in tongues)),
        ]
    )
    name = join([tag("span", reader.say("You are"), " ", class_="hidden"), reader.person.name])
    return tag("details", tag("summary", name), tag("div", chosen, class_="sheet"), class_="menu who")
