"""The Library: every record has its place, every id leads there, and nothing needs a script."""

from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from adapters.web.library.browsing import PAGE, Browsing, paged
from adapters.web.reader import Reader
from bot.app import App
from tests.adapters.web.markup import Markup

Client = TestClient[Any, Any]


async def page(client: Client, path: str, status: int = 200) -> Markup:
    response = await client.get(path)
    assert response.status == status
    return Markup(await response.text())


async def test_all_topics_are_listed_in_reading_order(client: Client) -> None:
    shown = await page(client, "/library")

    topics = [one.words for one in shown.all("a") if str(one.attributes["href"]).startswith("/library/topics/")]
    assert topics == ["Scaling and its limits", "Research taste"]


def test_a_topic_has_a_name_in_the_readers_language_beside_its_own(app: App) -> None:
    reader = replace(Reader.of({}), language="zh")

    browsing = Browsing(reader, app.services.library, app.services.index)

    assert browsing.topic_name(app.services.library.topics["taste"]) == "Research taste · 研究品味"


async def test_a_topic_has_its_summary_points_quotations_and_questions(client: Client) -> None:
    shown = await page(client, "/library/topics/taste")

    assert "What to work on is a question of beauty." in shown.words
    assert "“Beauty, simplicity, ugliness." in shown.words
    assert "What is the best case against beauty as a guide?" in shown.words


async def test_an_id_leads_to_what_it_names(client: Client) -> None:
    shown = await page(client, "/library/topics/scaling")

    link = shown.all("a", class_="id")[0]
    assert link.words == "SCA-01"
    assert (await client.get(str(link.attributes["href"]))).status == 200


async def test_a_quotation_shows_all_wordings_with_their_places(client: Client) -> None:
    shown = await page(client, "/library/quotes/SCA-01")

    assert len(shown.all("article")) == 2
    assert "Chapter 2, line 49" in shown.words
    assert "Three Eras of AI, line 15" in shown.words
    assert "sources differ" in shown.words


async def test_what_differs_is_marked_as_left_out_and_put_in(client: Client) -> None:
    shown = await page(client, "/library/quotes/SCA-02")

    assert "We are" in [one.words for one in shown.all("del")]


async def test_wordings_that_share_little_are_shown_without_marks(client: Client) -> None:
    shown = await page(client, "/library/quotes/SCA-01")

    assert "Mostly other words:" in shown.words
    assert [one.words for one in shown.all("ins")] == ["put in"]


async def test_a_report_is_not_set_in_quotation_marks(client: Client) -> None:
    shown = await page(client, "/library/quotes/SCA-03")

    assert "He compares the industry to a room" in shown.words
    assert "“He compares" not in shown.words
    assert not shown.all("blockquote")


async def test_an_id_is_found_as_people_type_it(client: Client) -> None:
    assert "SCA-01" in (await page(client, "/library/quotes/sca 1")).words


@pytest.mark.parametrize("path", ["quotes", "claims", "plan", "sources"])
async def test_every_part_has_a_page(client: Client, path: str) -> None:
    shown = await page(client, f"/library/{path}")

    assert shown.one("nav", aria_label="Library").words.startswith("Topics")


@pytest.mark.parametrize("path", ["topics/nothing", "quotes/NO-01", "claims/NO-C1", "quotes/%3Cscript%3E"])
async def test_what_is_not_in_the_library_says_so(client: Client, path: str) -> None:
    assert "There is no such page in this library." in (await page(client, f"/library/{path}", status=404)).words


async def test_search_finds_topics_and_quotations(client: Client) -> None:
    shown = await page(client, "/library?q=beauty")

    assert [one.words for one in shown.all("h2")][:2] == ["You are", "Language"]
    assert "Beauty, simplicity, ugliness." in shown.words


async def test_what_was_searched_for_stands_in_the_line(client: Client) -> None:
    assert (await page(client, "/library?q=%22%3Cbeauty%3E")).one("input", name="q").attributes["value"] == '"<beauty>'


async def test_a_search_that_finds_nothing_says_so(client: Client) -> None:
    assert "Nothing here fits “zzzz”." in (await page(client, "/library?q=zzzz")).words


async def test_results_can_be_asked_for_alone(client: Client) -> None:
    shown = await page(client, "/library/found?q=beauty")

    assert shown.elements[0].name == "div"
    assert str(shown.elements[0].attributes["data-said"]).endswith("found")


async def test_a_page_leads_back_to_the_same_reader(client: Client) -> None:
    shown = await page(client, "/library?as=ben&in=margins")

    link = str(shown.all("a", class_="brand")[0].attributes["href"])
    assert link == "/?as=ben&lang=en&in=margins"


async def test_the_edition_is_named(client: Client) -> None:
    assert "Edition" in (await page(client, "/library/sources")).words


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("²", 1), ("x", 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked: str, number: int) -> None:
    assert paged(range(2 * PAGE + 1), asked)[1:] == (number, 3)


async def test_what_the_space_has_hidden_is_not_shown(client: Client) -> None:
    ours = {"Origin": f"http://{client.host}:{client.port}"}
    await client.post("/do/say?as=mira", json={"line": "/manage hide TAS-01"}, headers=ours)

    assert (await client.get("/library/quotes/TAS-01")).status == 404
    assert "ugliness" not in (await page(client, "/library/topics/taste")).words
