"""The review screen without its acts: what it shows, and how it goes from one place to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from notescan_tui.keyed import Ringing, key_of, keyed
from notescan_tui.spans import Span, SpanIndex
from notescan_tui.walk import Walk
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.widgets.case_view import CaseView, Head
from notescan_tui.widgets.find_kind import FindKind
from notescan_tui.widgets.item_strip import ItemStrip
from notescan_tui.widgets.ruler import Ruler
from notescan_tui.widgets.tip_list import TipList, TipRow, tallied
from notescan_tui.widgets.tip_panel import TipPanel
from notescan_tui.wording import bar, day, note_line, shown_line

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession

GOOD_OUTCOMES = {
    "on_target", "within_limit", "current", "on_schedule", "covered", "several", "timely", "found", "followed",
    "recent", "fresh", "letter",
}  # fmt: skip
"""Outcomes of checks that need no look; any other is marked in the list of tips."""


class ReviewBase(Screen[None]):
    """Shows a session. `tip` and `item` are where the auditor is; `said` is what was done last."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "#case"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  as Textual declares it
        (0, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]

    def __init__(self, session: ReviewSession, *, said: str = "", at_next: bool = False) -> None:
        super().__init__()
        self.session = session
        self.walk = Walk(session)
        self.said = said
        self._version: tuple[object, ...] = ()
        self._taken_in = 0
        self._ruled: str | None = None
        self._spans = SpanIndex(())
        self._rows: list[TipRow] = []
        self.elsewhere = False
        """Whether another window has this review open."""
        self.tip, self.item = self.walk.first_place(at_next=at_next)
        notes = session.case.notes
        heads = [
            Head(n.start, n.body, f"{shown_line(note_line(n))}  (note {at} of {len(notes)})")
            for at, n in enumerate(notes, 1)
        ]
        self._case = CaseView(session.case.text, heads, id="case")

    def compose(self) -> ComposeResult:
        """Top line; tips, text with its ruler, tip panel; search line, item strip; keys."""
        yield TwoEnds(id="top")
        with Horizontal(id="middle"):
            with Vertical(id="tips-side"):
                yield TipList(id="tips")
                yield TipPanel(id="tip-below")
            with Vertical(id="text-side"):
                with Horizontal(id="text-row"):
                    yield self._case
                    yield Ruler(id="ruler")
                with Horizontal(id="find-row"):
                    yield Static("Find ", id="find-label", markup=False)
                    yield Input(id="find", compact=True, select_on_focus=True, placeholder="words in the text")
                    yield Static("", id="find-count", markup=False)
                    yield FindKind("", id="find-kind", markup=False)
                yield ItemStrip(id="strip")
            yield TipPanel(id="tip-panel")
        yield KeyBar(rows=2, id="keys")

    def on_mount(self) -> None:
        self.show(move=True)

    # -------------------------------------------------------------------------------------------- where

    @property
    def current(self) -> Item | None:
        """The item the auditor is at, as it stands now."""
        return self.session.state.items.get(self.item) if self.item else None

    def go(self, item: Item) -> None:
        """Go to an item: its tip, its words, its note."""
        self.tip, self.item = item.tip, item.id
        self.show(move=True)

    def go_tip(self, tip: str) -> None:
        """Go to a tip: its first item to decide, else its first item, else to the tip itself."""
        items = self.walk.items(tip)
        first = next((i for i in items if not i.is_decided), items[0] if items else None)
        self.tip, self.item = tip, first.id if first else None
        self.show(move=first is not None)

    # -------------------------------------------------------------------------------------------- showing

    def show(self, *, move: bool = False) -> None:
        """Show where we are; `move` brings the current item's words into view."""
        item = self.current
        self._take_in_decisions()
        case, ruler, length = self._case, self.query_one(Ruler), len(self.session.case.text)
        span = self._span(item) if item else None
        case.show_spans(self._spans, tip=self.tip, current=span)
        if self._ruled != self.tip:
            self._ruled = self.tip
            ruler.show_spans((s for s in self._spans.spans if s.tip == self.tip), length=length)
        ruler.show_current(span, length=length)
        if move and item:
            case.show_at(item.evidence.start)
            self._show_extent(*case.extent_in_view)  # with the same frame, not by the message after it
        self._show_top()
        self._show_strip(item)
        self.query_one(TipList).show_tips(self._rows, self.tip)
        self._show_tip()
        self.refresh_bindings()
        # The frame comes first; the place is on the disk a moment later. Decisions are written before either.
        self.call_after_refresh(self._keep_place)

    def cannot(self, words: str) -> None:
        """Say that nothing was done, and why."""
        self.said = words
        if isinstance(self.app, Ringing):
            self.app.ring()
        self.show()

    def anew(self) -> None:
        """Make spans and list of tips anew at the next showing: more has changed than one item."""
        self._version = ()

    def _take_in_decisions(self) -> None:
        """Bring spans and list of tips up to date: after a decision only what it was about, else all anew."""
        decisions, kept = self.session.decisions, self.walk.filter
        version = (self.session.layout, kept, (self.item, len(decisions)) if kept else None)
        if version == self._version:
            items = self.session.state.items
            touched = {d.item for d in decisions[self._taken_in :]}
            changed = [items[i] for i in touched if i in items]
            for item in changed:
                self._spans.put(self._span(item))
            if any(d.kind in ("restance", "undo", "redo") for d in decisions[self._taken_in :]):
                self._ruled = None  # signs may have changed
            tips = {i.tip for i in changed} | touched
            self._rows = [self._tip_row(r.id) if r.id in tips else r for r in self._rows]
        else:
            self._version = version
            self._ruled = None
            self._spans = SpanIndex(self._span(i) for i in self.session.items() if self._is_shown(i))
            self._rows = [self._tip_row(tip) for tip in self.walk.tips]
        self._taken_in = len(decisions)

    def _keep_place(self) -> None:
        from notescan.errors import UserError

        try:
            self.session.save_place(self.tip, self.item)
        except UserError as error:
            self.app.notify(str(error), severity="error", markup=False)

    def _is_shown(self, item: Item) -> bool:
        return item.id == self.item or self.walk.filter.lets(item)

    def _span(self, item: Item) -> Span:
        evidence = item.evidence
        possible = evidence.strength == "possible"
        return Span(evidence.start, evidence.end, item.id, item.tip, item.stance, item.state, possible)

    def _show_top(self) -> None:
        info, (done, total) = self.session.info, self.session.progress()
        area = "" if self.has_class("-narrow") else f"{self.session.checklist.title} · "
        left = f"{shown_line(info.title)} · {area}audit {day(info.audit_date)}"
        right = f"{done} of {total} decided {bar(done, total)}" if total else "nothing found to decide"
        if signed := self.session.signed():
            right = f"signed off by {shown_line(signed.who)} ({key_of(self.app, 'more.reopen')} reopens) · {right}"
        if self.elsewhere:
            right = f"open in another window too · {right}"
        if self.walk.filter:
            f = self.walk.filter
            state = {"open": "to decide", "skipped": "later"}.get(f.state or "", f.state)
            only = [w for w in (f.stance, state, f.strength, "this tip" if f.tip else None) if w]
            right = f"only {', '.join(only)} ({key_of(self.app, 'go.filter')}) · {right}"
        self.query_one("#top", TwoEnds).show(left, right)

    def _show_tip(self) -> None:
        """All about the tip: at the right of a wide terminal, with its items; else under the list of tips."""
        if self.has_class("-wide"):
            self.query_one("#tip-panel", TipPanel).show_tip(self.session, self.tip)
        elif not self.has_class("-narrow"):
            self.query_one("#tip-below", TipPanel).show_tip(self.session, self.tip, items=False)

    def _show_strip(self, item: Item | None) -> None:
        strip, tip = self.query_one(ItemStrip), self.session.checklist.tip(self.tip)
        if chosen := self._case.selection:
            case = self.session.case
            words, note = case.text[slice(*chosen)], case.note_at(chosen[0])
            strip.show_choosing(words, note, tip=tip, quote=self._case.edited is not None)
            return
        if item is None:
            remark = self.session.remark(self.tip)
            strip.show_none(
                tip=tip,
                reason=self.session.suggested(self.tip).reason,
                comment=remark.text if remark else "",
                filtered=bool(self.session.items(self.tip)),
                seen=self.session.seen(self.tip),
                said=keyed(self.app, self.said),
            )
            return
        number, of = self.walk.number(item)
        if self.has_class("-narrow"):
            last = ("Tip asks", tip.asks)
        else:  # what the tip asks is beside it already
            over = {s.tip for s in self._spans.over(item.evidence.start, item.evidence.end)} - {item.tip}
            titles = [t.title for t in self.session.checklist.tips if t.id in over]
            last = ("Also for", ", ".join(titles) or "no other tip")
        strip.show_item(
            item,
            self.session.case.note_at(item.evidence.start),
            tip=tip,
            number=number,
            of=of,
            said=keyed(self.app, self.said),
            last=last,
        )

    def _tip_row(self, tip: str) -> TipRow:
        decided, total = self.session.progress(tip)
        check = self.session.suggested(tip).check
        return TipRow(
            id=tip,
            title=self.session.checklist.tip(tip).title,
            counts=tallied([i.stance for i in self.session.items(tip) if i.state != "rejected"]),
            decided=decided,
            total=total,
            grade=self.session.grades().get(tip),
            seen=None if any(i.state == "confirmed" for i in self.session.items(tip)) else self.session.seen(tip),
            alert=check is not None and check.outcome not in GOOD_OUTCOMES,
        )

    # -------------------------------------------------------------------------------------------- messages

    @on(CaseView.Moved)
    def _show_view(self, event: CaseView.Moved) -> None:
        self._show_extent(event.top, event.bottom)

    def _show_extent(self, top: int, bottom: int) -> None:
        length = max(len(self.session.case.text), 1)
        self.query_one(Ruler).show_view(top / length, bottom / length)

    @on(CaseView.SpansClicked)
    def _clicked(self, event: CaseView.SpansClicked) -> None:
        # A second click on the same place goes to the next item under it, so that nested ones can be reached.
        at = event.items.index(self.item) if self.item in event.items else -1
        own = [i for i in event.items if self.session.item(i).tip == self.tip]
        order = event.items if at >= 0 or not own else own
        chosen = order[(order.index(self.item) + 1) % len(order)] if self.item in order else order[0]
        self.tip, self.item = self.session.item(chosen).tip, chosen
        self.said = ""
        self.show()

    @on(Ruler.Pointed)
    def _pointed(self, event: Ruler.Pointed) -> None:
        self._case.scroll_to(y=int(event.share * len(self._case.rows)), animate=False, force=True)

    @on(TipList.TipLookedAt)
    def _looked(self, event: TipList.TipLookedAt) -> None:
        self.said = ""
        self.go_tip(event.tip)

    @on(TipList.TipChosen)
    def _chose(self, event: TipList.TipChosen) -> None:
        self.said = ""
        self.go_tip(event.tip)
        self.remove_class("drawer")
        self._case.focus()

    @on(TipPanel.Resized)
    def _panel_resized(self) -> None:
        self._show_tip()  # it is filled only where it is seen

    def on_resize(self) -> None:
        self.call_after_refresh(self._refill)

    def _refill(self) -> None:
        if not self.has_class("-narrow"):
            self.remove_class("drawer")
        self._show_top()
        self._show_strip(self.current)  # its last line depends on the room
