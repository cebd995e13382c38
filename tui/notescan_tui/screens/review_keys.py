"""The keys of the review screen: the one registry of what it can do. Each has an id, so that it can be rebound.

Bare keys on the home row decide and go on; no key here fights with tmux, flow control or the clipboard.
The order is that of the key bar: what is needed most comes first.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

REVIEW_KEYS: list[BindingType] = [
    Binding("a", "confirm", "confirm", id="decide.confirm", tooltip="Confirm: it is evidence; on to the next"),
    Binding("x", "reject", "reject", id="decide.reject", tooltip="Reject: it is not evidence; on to the next"),
    Binding("f", "skip", "later", id="decide.later", tooltip="Decide it later; on to the next"),
    Binding("u", "undo", "undo", id="decide.undo", tooltip="Undo the last act, without limit"),
    Binding("r", "redo", "redo", id="decide.redo", tooltip="Redo what was undone"),
    # While a search is on, these come before those for items that have the same keys.
    Binding("n", "hit(1)", "next hit", id="find.next", tooltip="Go to the next place where the words stand"),
    Binding("N", "hit(-1)", "hit before", id="find.back", tooltip="Go to the place before"),
    Binding("n", "item(1)", "next", id="go.next", tooltip="Go to the next item"),
    Binding("b", "item(-1)", "back", id="go.back", tooltip="Go to the item before"),
    Binding("N", "open_item(1)", "next to decide", id="go.open", tooltip="Go to the next item to decide"),
    Binding("B", "open_item(-1)", "Last to decide", id="go.open-back", tooltip="Go to the item to decide before this one", show=False),
    Binding("t", "tips", "tips", id="go.tips", tooltip="Go to the list of tips, and back"),
    Binding("g", "grade", "grade", id="decide.grade", tooltip="Grade this tip"),
    Binding("e,plus", "select", "add", id="decide.add", tooltip="Add evidence: choose the words in the text"),
    Binding("c", "comment", "comment", id="decide.comment", tooltip="Comment on this item"),
    Binding("s", "restance", "stance", id="decide.stance", tooltip="Say whether it speaks for, against, or of a plan"),
    Binding("m", "move", "move", id="decide.move", tooltip="Move it to another tip"),
    Binding("w", "why", "why", id="more.why", tooltip="Why it was found, and all that was decided about it"),
    Binding("slash", "find", "find", id="text.find", tooltip="Find words in the text", key_display="/"),
    Binding("v", "filter", "show only", id="go.filter", tooltip="Show only some: by stance, state, strength or tip"),
    Binding("J,right_square_bracket", "tip(1)", "next tip", id="go.tip-next", tooltip="Go to the next tip"),
    Binding("K,left_square_bracket", "tip(-1)", "tip before", id="go.tip-back", tooltip="Go to the tip before"),
    Binding("E", "export", "export", id="more.export", tooltip="Write the audit summary to a file"),
    Binding("i", "about_tip", "about tip", id="more.tip", tooltip="What this tip asks, what good looks like, what is suggested"),
    Binding("q", "leave", "close", id="more.close", tooltip="Close this review: everything is saved already"),
    Binding("X", "reject_because", "Reject because", id="decide.reject-because", tooltip="Reject, and say why", show=False),
    Binding("o", "reopen", "Open again", id="decide.reopen", tooltip="Make the item undecided again", show=False),
    Binding("C", "comment_tip", "Comment on tip", id="decide.comment-tip", tooltip="Comment on the tip as a whole", show=False),
    Binding("down,j", "scroll(1)", "Down", id="text.down", tooltip="Scroll the text down", show=False),
    Binding("up,k", "scroll(-1)", "Up", id="text.up", tooltip="Scroll the text up", show=False),
    Binding("pagedown,space", "page(1)", "Page down", id="text.page-down", tooltip="A page down", show=False),
    Binding("pageup", "page(-1)", "Page up", id="text.page-up", tooltip="A page up", show=False),
    Binding("home", "edge(0)", "Start", id="text.start", tooltip="To the start of the case", show=False),
    Binding("end", "edge(1)", "End", id="text.end", tooltip="To the end of the case", show=False),
    Binding("period", "here", "Back to item", id="text.here", tooltip="Bring the current item back into view", show=False, key_display="."),
    Binding("escape", "esc", "done", id="text.leave", tooltip="Leave the search, the choosing of words, or the list of tips"),
    Binding("question_mark", "help", "help", id="app.help", tooltip="All keys, and what the signs mean", key_display="?"),
]  # fmt: skip

# What still works while words are being chosen; all else waits, so that no key decides by mistake.
WHILE_SELECTING = {"esc", "help", "scroll", "page", "edge"}
NEEDS_ITEM = {"confirm", "reject", "skip", "reject_because", "reopen", "restance", "move", "why", "here"}
