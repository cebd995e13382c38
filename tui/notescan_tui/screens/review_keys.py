"""The keys of the review screen: the one registry of what it can do. Each has an id, so that it can be rebound.

Bare keys on the home row decide and go on; no key here fights with tmux, flow control or the clipboard.
The order is that of the key bar: what is needed most comes first.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType


def key(name: str, keys: str, action: str, word: str, tooltip: str, *, bar: bool = True) -> Binding:
    """A key: its id, the keys, the action, the word in the key bar (if it is there), and what it does in full."""
    return Binding(keys, action, word, id=name, tooltip=tooltip, show=bar)


REVIEW_KEYS: list[BindingType] = [
    key("decide.confirm", "a", "confirm", "confirm", "Confirm: it is evidence; on to the next"),
    key("decide.reject", "x", "reject", "reject", "Reject: it is not evidence; on to the next"),
    key("decide.later", "f", "skip", "later", "Decide it later; on to the next"),
    key("decide.undo", "u", "undo", "undo", "Undo the last act, without limit"),
    # While a search is on, find.next and find.back come before those for items, which have the same keys.
    key("find.next", "n", "hit(1)", "next hit", "Go to the next place where the words stand"),
    key("go.next", "n", "item(1)", "next", "Go to the next item"),
    key("go.back", "b", "item(-1)", "back", "Go to the item before"),
    key("go.tips", "t", "tips", "tips", "Go to the list of tips, and back"),
    key("decide.grade", "g", "grade", "grade", "Grade this tip"),
    key("decide.add", "e,plus", "select", "add", "Add evidence: choose the words in the text"),
    key("decide.comment", "c", "comment", "comment", "Comment on this item"),
    key("more.why", "w", "why", "why", "Why it was found, and all that was decided about it"),
    key("text.find", "slash", "find", "find", "Find words in the text"),
    key("go.filter", "v", "filter", "show only", "Show only some: by stance, state, strength or tip"),
    key("text.jump", "l", "jump", "jump", "Jump to an item in view by a letter"),
    key("go.items", "L", "items", "several", "Tick several of this tip's items, decide them at once"),
    key("more.summary", "S", "summary", "summary", "The summary: judgement, strengths, actions, signing"),
    key("tip.nothing", "z", "seen('nothing_found')", "nothing", "You looked: there is nothing; on to the next tip"),
    key("tip.come-back", "Z", "seen('come_back')", "come back", "Come back to this tip; on to the next tip"),
    key("more.finding", "d", "finding", "dates", "How this tip's dates and counts were worked out; go to their words"),
    key("more.chronology", "h", "chronology", "chronology", "What happened when: events, gaps, time limits, repeats"),
    key("more.coverage", "H", "coverage", "who was seen", "Which children were seen and heard, which agencies asked"),
    key("more.export", "E", "export", "export", "Write the audit summary to a file"),
    key("more.close", "q", "leave", "close", "Close this review: everything is saved already"),
    # Only one of these two is there at a time.
    key("more.sign", "O", "sign", "sign off", "Sign off: what is open is told first, then nothing changes any more"),
    key("more.reopen", "O", "reopen_review", "reopen", "Open the signed review again, to change it"),
    key("decide.quote", "Q", "quote", "quote", "Change where this item's quote begins and ends"),
    key("decide.stance", "s", "restance", "stance", "Say whether it speaks for, against, or of a plan"),
    key("decide.move", "m", "move", "move", "Move it to another tip"),
    key("decide.redo", "r", "redo", "redo", "Redo what was undone"),
    key("find.back", "N", "hit(-1)", "hit before", "Go to the place before"),
    key(
        "go.open", "N", "open_item(1)", "next to decide", "Go to the next item to decide; then to the next tip to grade"
    ),
    key("go.tip-next", "J,right_square_bracket", "tip(1)", "next tip", "Go to the next tip"),
    key("go.tip-back", "K,left_square_bracket", "tip(-1)", "tip before", "Go to the tip before"),
    key("more.tip", "i", "about_tip", "about tip", "What this tip asks, what good looks like, what is suggested"),
    key("teach.example", "p", "example", "example", "Write this rejected or added sentence as an example for patterns"),
    key("more.people", "P", "people", "people", "Who is who in this case; mend it, and look for evidence again"),
    key("go.open-back", "B", "open_item(-1)", "Last to decide", "Go to the item to decide before this one", bar=False),
    key("decide.reject-because", "X", "reject_because", "Reject because", "Reject, and say why", bar=False),
    key("decide.reopen", "o", "reopen", "Open again", "Make the item undecided again", bar=False),
    key("decide.comment-tip", "C", "comment_tip", "Comment on tip", "Comment on the tip as a whole", bar=False),
    key("write.strength", "G", "strength", "What works well", "Write what works well for this tip", bar=False),
    key("write.improvement", "I", "improvement", "To improve", "Write what has to get better for this tip", bar=False),
    key("write.action", "A", "todo", "Action", "Write an action for this tip: what, who, when", bar=False),
    key("text.quote-more", "right", "nudge('end', 1)", "Quote longer", "Take one word more into the quote", bar=False),
    key("text.quote-less", "left", "nudge('end', -1)", "Quote shorter", "Leave the quote's last word out", bar=False),
    key("text.quote-front", "shift+left", "nudge('start', -1)", "In front", "Take in the word in front", bar=False),
    key("text.quote-front-less", "shift+right", "nudge('start', 1)", "Less", "Leave the first word out", bar=False),
    key("text.copy", "y", "copy_quote", "Copy", "Copy the quote of this item", bar=False),
    key("text.expression", "ctrl+r", "expression", "Expression", "Find words, or a regular expression", bar=False),
    key("text.down", "down,j", "scroll(1)", "Down", "Scroll the text down", bar=False),
    key("text.up", "up,k", "scroll(-1)", "Up", "Scroll the text up", bar=False),
    key("text.page-down", "pagedown,space", "page(1)", "Page down", "A page down", bar=False),
    key("text.page-up", "pageup", "page(-1)", "Page up", "A page up", bar=False),
    key("text.start", "home", "edge(0)", "Start", "To the start of the case", bar=False),
    key("text.end", "end", "edge(1)", "End", "To the end of the case", bar=False),
    key("text.here", "period", "here", "Back to item", "Bring the current item back into view", bar=False),
    key("text.leave", "escape", "esc", "done", "Leave the search, the choosing of words, or the list of tips"),
    key("app.help", "question_mark", "help", "help", "All keys, and what the signs mean"),
]

# What still works while words are being chosen; all else waits, so that no key decides by mistake.
WHILE_SELECTING = {"esc", "help", "scroll", "page", "edge"}
NEEDS_ITEM = {
    "confirm", "reject", "skip", "reject_because", "reopen", "restance", "move", "why", "here", "example", "quote",
    "nudge", "copy_quote",
}  # fmt: skip
