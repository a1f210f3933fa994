"""Rows in the order of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Duty, Kind, Organisation, Status
from raci.model.scheme import SCHEMES
from raci.tui.grid.board import PORTFOLIO, RowKey, Rows, Tally
from raci.tui.model.rows import assignments, inherited, owned
from support.editor.board import PlainBoard

if TYPE_CHECKING:
    from collections.abc import Callable

RACI = SCHEMES["RACI"]


def organisation(*channels: Channel, portfolio: bool = False) -> Organisation:
    """Return an organisation of these channels."""
    return Organisation(
        portfolio={"boss": Cell("A")} if portfolio else None,
        channels={channel.id: channel for channel in channels},
    )


def shown(rows: Rows) -> list[str]:
    """Return the rows as words: ids, headings in brackets, duties with a dot."""
    return [_word(key) for key in rows.keys]


def _word(key: RowKey) -> str:
    if key.kind == "portfolio":
        return "*"
    if key.kind == "group":
        return f"[{key.id}]"
    return key.id if key.duty is None else f"{key.id}.{key.duty}"


def test_groups_stand_in_order_of_first_appearance() -> None:
    """A channel joins its group wherever the file has it; those without have their own heading."""
    rows = Rows(
        PlainBoard(
            organisation(
                Channel("a", "A", group="Two"),
                Channel("b", "B", group="One"),
                Channel("c", "C"),
                Channel("d", "D", group="Two"),
            )
        )
    )
    assert shown(rows) == ["[group:Two]", "a", "d", "[group:One]", "b", "[group]", "c"]


def test_without_groups_rows_stand_by_kind() -> None:
    """The kinds stand as they first appear in the file, those without a kind among them."""
    rows = Rows(
        PlainBoard(
            organisation(
                Channel("a", "A"),
                Channel("b", "B", kind=Kind.THIRD_PARTY),
                Channel("c", "C", kind=Kind.NEW),
                Channel("d", "D", kind=Kind.TRADITIONAL),
            )
        )
    )
    assert shown(rows) == [
        "[kind]", "a", "[kind:third-party]", "b", "[kind:new]", "c", "[kind:traditional]", "d",
    ]  # fmt: skip


def test_plain_matrices_have_no_headings() -> None:
    """Without groups and kinds the rows stand as the file has them, the portfolio row first."""
    rows = Rows(PlainBoard(organisation(Channel("b", "B"), Channel("a", "A"), portfolio=True)))
    assert shown(rows) == ["*", "b", "a"]


def test_channels_out_of_use_stand_apart() -> None:
    """Planned, declined and retired channels follow under headings of their own."""
    rows = Rows(
        PlainBoard(
            organisation(
                Channel("r", "R", status=Status.RETIRED),
                Channel("p", "P", status=Status.PLANNED, group="One"),
                Channel("a", "A", group="One"),
                Channel("d", "D", status=Status.DECLINED),
            )
        )
    )
    assert shown(rows)[:2] == ["[group:One]", "a"]
    assert shown(rows)[2:6] == ["[status:planned]", "p", "[status:declined]", "d"]
    assert shown(rows)[6:] == ["[status:retired]", "r"]


def test_folded_headings_hide_their_channels(small: Organisation) -> None:
    """The heading stays; what stands for a hidden channel is its heading."""
    rows = Rows(PlainBoard(small), folded={"group:Eigene"})
    assert shown(rows) == ["[group:Eigene]", "[group:Haus]", "tel", "bot"]
    assert rows.nearest(RowKey("channel", "web")) == RowKey("group", "group:Eigene")
    assert rows.nearest(RowKey("channel", "tel")) == RowKey("channel", "tel")


def test_unfolded_channels_show_all_duties(small: Organisation) -> None:
    """All four duties are shown, so that letters can be given to those that have none."""
    rows = Rows(PlainBoard(small), unfolded={"bot"})
    assert shown(rows)[-4:] == [f"bot.{duty}" for duty in Duty]
    assert Rows(PlainBoard(small)).nearest(RowKey("duty", "bot", Duty.CONTENT)) == RowKey(
        "channel", "bot"
    )


def test_what_does_not_exist_has_no_nearest_row(small: Organisation) -> None:
    """A deleted channel is nowhere."""
    assert Rows(PlainBoard(small)).nearest(RowKey("channel", "gone")) is None


def test_filters_hide_channels_and_empty_headings(small: Organisation) -> None:
    """Only what is kept is shown and counted; a heading without channels goes."""
    rows = Rows(PlainBoard(small), keep=lambda channel: "tel" in channel.name.lower())
    assert shown(rows) == ["[group:Haus]", "tel"]
    assert rows.headings["group:Haus"].members == ("tel",)


def test_a_group_name_cannot_pass_for_another_heading() -> None:
    """A group called like a kind or a status keeps its own heading."""
    rows = Rows(
        PlainBoard(
            organisation(
                Channel("a", "A", group="planned"), Channel("b", "B", status=Status.PLANNED)
            )
        )
    )
    assert shown(rows) == ["[group:planned]", "a", "[status:planned]", "b"]
    assert rows.headings["group:planned"].title == "planned"
    assert rows.headings["status:planned"].title == "Planned"


def test_rows_know_their_letters(letters: Callable[[str], dict[str, Cell]]) -> None:
    """Each row has the letters of its own table; headings have none."""
    channel = Channel("a", "A", raci=letters("x:A"), duties={Duty.CONTENT: letters("y:R")})
    whole = organisation(channel, portfolio=True)
    assert assignments(whole, PORTFOLIO) == {"boss": Cell("A")}
    assert assignments(whole, RowKey("channel", "a")) == {"x": Cell("A")}
    assert assignments(whole, RowKey("duty", "a", Duty.CONTENT)) == {"y": Cell("R")}
    assert assignments(whole, RowKey("duty", "a", Duty.DIRECTION)) == {}
    assert assignments(whole, RowKey("group", "group:x")) == {}


def test_duties_take_over_all_but_the_owners_they_name(
    letters: Callable[[str], dict[str, Cell]],
) -> None:
    """A responsible role named for a duty replaces the channel's, all else stays."""
    channel = Channel("a", "A", raci=letters("x:AR y:C"), duties={Duty.CONTENT: letters("z:R")})
    assert inherited(channel, Duty.CONTENT, RACI) == letters("x:A y:C")
    assert inherited(channel, Duty.DIRECTION, RACI) == letters("x:AR y:C")


def test_owned_means_accountable_or_responsible(
    letters: Callable[[str], dict[str, Cell]],
) -> None:
    """A channel is owned by letters anywhere in it; bystanders do not own."""
    assert owned(Channel("a", "A", raci=letters("x:R")), RACI)
    assert owned(Channel("a", "A", duties={Duty.CONTENT: letters("x:A")}), RACI)
    assert not owned(Channel("a", "A", raci=letters("x:CI")), RACI)
    assert owned(Channel("a", "A", raci=letters("x:D")), SCHEMES["DACI"])


def test_tallies_follow_single_channels(letters: Callable[[str], dict[str, Cell]]) -> None:
    """After the first count only the edited channel is looked at again."""
    empty = Channel("a", "A", group="G")
    full = Channel("b", "B", group="G", raci=letters("x:A"))
    board = PlainBoard(organisation(empty, full))
    heading = Rows(board).headings["group:G"]
    tally = Tally(board)
    tally.update(heading, "b")
    assert tally.owned(heading) == 1
    board.organisation = organisation(replace(empty, raci=letters("x:R")), full)
    tally.update(heading, "a")
    assert tally.owned(heading) == 2
    board.organisation = organisation(replace(empty, raci=letters("x:R")), replace(full, raci={}))
    assert tally.owned(heading) == 2
    tally.update(heading, "b")
    assert tally.owned(heading) == 1
