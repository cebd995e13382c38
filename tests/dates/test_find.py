"""Every form of a date that notes use, told against a note of Thursday 14 March 2024; and what only looks like one."""

from __future__ import annotations

import datetime as dt
import string
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notescan.dates import DateMention, find_dates
from notescan.dates.forms import _FORMS, FORMS

NOTE = dt.date(2024, 3, 14)

# The words, "first..last" (one date where they are the same, "-" where none can be told), how precise, how sure.
FOUND = """
Seen [12/03/24] at school                                 | 2024-03-12 | day | sure
Seen on [12.3.2024], well                                 | 2024-03-12 | day | sure
Seen [12-03-2024]                                         | 2024-03-12 | day | sure
[1/2/24] call                                             | 2024-02-01 | day | sure
[04/05/2024] is day first                                 | 2024-05-04 | day | sure
[12-Mar-2024] HV                                          | 2024-03-12 | day | sure
[12Mar24] HV                                              | 2024-03-12 | day | sure
[12 Mar '24] HV                                           | 2024-03-12 | day | sure
[2024-03-01] and after                                    | 2024-03-01 | day | sure
Referral of [3rd of March 2024]                           | 2024-03-03 | day | sure
[March 3rd, 2024]                                         | 2024-03-03 | day | sure
born [2 September 2016]                                   | 2016-09-02 | day | sure
Panel sat on [11 September last year]                     | 2023-09-11 | day | sure
[Tuesday 12th March 2024] visit                           | 2024-03-12 | day | sure
[Tues 12 March] visit                                     | 2024-03-12 | day | sure
[Weds, 6th March]: call                                   | 2024-03-06 | day | sure
She was seen on [3rd March]                               | 2024-03-03 | day | likely
It was [the second of February] when he left              | 2024-02-02 | day | likely
She was seen on [3rd of Mar]                              | 2024-03-03 | day | likely
Will be seen on [3 April]                                 | 2024-04-03 | day | likely
He was placed there on [7 October]                        | 2023-10-07 | day | likely
Chased on [9/3], no reply                                 | 2024-03-09 | day | likely
JP to ring by [22/3]                                      | 2024-03-22 | day | likely
Seen by HV on [29 Feb]                                    | 2024-02-29 | day | likely
due by [28.03]                                            | 2024-03-28 | day | likely
Mat to send it [Mon 18.03]                                | 2024-03-18 | day | sure
He will be away [3-5 April]                               | 2024-04-03..2024-04-05 | week | likely
Away between [3 and 17 June 2024]                         | 2024-06-03..2024-06-17 | month | sure
Leave [12/03/24 - 15/03/24]                               | 2024-03-12..2024-03-15 | week | sure
From [28 March to 5 April 2024] with nan                  | 2024-03-28..2024-04-05 | month | sure
He was out [6-7/3]                                        | 2024-03-06..2024-03-07 | week | likely
[July to September 2023]                                  | 2023-07-01..2023-09-30 | season | sure
Hoist fitting [w/c 18 March]                              | 2024-03-18..2024-03-24 | week | likely
Report for [week commencing 4th November 2024]            | 2024-11-04..2024-11-10 | week | sure
Timesheet [w/e 10/03/24]                                  | 2024-03-04..2024-03-10 | week | sure
On [Tuesday] he was upset                                 | 2024-03-12 | day | likely
I will visit [Tuesday]                                    | 2024-03-19 | day | likely
Police attended at 2am on [Sunday]                        | 2024-03-10 | day | likely
We fixed on [Monday]                                      | 2024-03-18 | day | likely
She agreed to come on [Monday]                            | 2024-03-18 | day | likely
He went to see nan on [Monday]                            | 2024-03-11 | day | likely
Report to be done by [Friday]                             | 2024-03-15 | day | likely
Nobody had rung since [Monday]                            | 2024-03-11 | day | likely
Saw him [last Tuesday]                                    | 2024-03-12 | day | likely
Visit [next Tues]                                         | 2024-03-19 | day | likely
[Monday just gone] she rang                               | 2024-03-11 | day | likely
He comes [Tuesday week]                                   | 2024-03-26 | day | likely
He comes [a week on Tuesday]                              | 2024-03-26 | day | likely
He left [a week last Tuesday]                             | 2024-03-05 | day | likely
We meet [a fortnight on Monday]                           | 2024-04-01 | day | likely
Seen by GP [2/7 ago]                                      | 2024-03-12 | day | sure
Review [in 6/52]                                          | 2024-04-22..2024-04-28 | week | likely
A review [in a month]                                     | 2024-04-04..2024-04-24 | month | likely
Away [12/3-14/3]                                          | 2024-03-12..2024-03-14 | week | likely
Spent [5th and 6th of April 2024] with nan                | 2024-04-05..2024-04-06 | week | sure
Filed [Dec'23]                                            | 2023-12-01..2023-12-31 | month | sure
Filed [Nov-23]                                            | 2023-11-01..2023-11-30 | month | likely
Job raised [27/12], no reply                              | 2023-12-27 | day | likely
Seen at home [5/12]                                       | 2023-12-05 | day | likely
Closed [01/03], no role                                   | 2024-03-01 | day | likely
[Wednesday of last week] was worse                        | 2024-03-06 | day | likely
Seen at home [today]                                      | 2024-03-14 | day | sure
Placed [tonight] in an emergency                          | 2024-03-14 | day | sure
Rang [yesterday] morning                                  | 2024-03-13 | day | sure
They argued [last night]                                  | 2024-03-13 | day | sure
I'll ring [tomorrow]                                      | 2024-03-15 | day | sure
Seen [the day before yesterday]                           | 2024-03-12 | day | sure
Meeting [the day after tomorrow]                          | 2024-03-16 | day | sure
School saw a bruise [this morning]                        | 2024-03-14 | day | sure
Off school all [last week]                                | 2024-03-04..2024-03-10 | week | sure
Two lates [this week]                                     | 2024-03-11..2024-03-17 | week | sure
Panel [next week]                                         | 2024-03-18..2024-03-24 | week | sure
He was ill [the week before last]                         | 2024-02-26..2024-03-03 | week | sure
Dad had them at [the weekend]                             | 2024-03-09..2024-03-10 | week | likely
Quiet since [the weekend]                                 | 2024-03-09..2024-03-10 | week | likely
Dad will have them at [the weekend]                       | 2024-03-16..2024-03-17 | week | likely
Dad had them [last weekend]                               | 2024-03-09..2024-03-10 | week | sure
A new school [next month]                                 | 2024-04-01..2024-04-30 | month | sure
Three calls [last month]                                  | 2024-02-01..2024-02-29 | month | sure
Three calls in [the last month]                           | 2024-02-14..2024-03-14 | month | likely
Closed [last year]                                        | 2023-01-01..2023-12-31 | year | sure
We moved [3 days ago]                                     | 2024-03-11 | day | sure
We moved [two weeks ago]                                  | 2024-02-26..2024-03-03 | week | likely
We moved [a fortnight ago]                                | 2024-02-26..2024-03-03 | week | likely
We moved [two weeks ago today]                            | 2024-02-29 | day | sure
We moved [6 weeks ago]                                    | 2024-01-29..2024-02-04 | week | likely
We moved [three months ago]                               | 2023-12-04..2023-12-24 | month | likely
We will meet [in two weeks]                               | 2024-03-25..2024-03-31 | week | likely
We meet again [in three days' time]                       | 2024-03-17 | day | sure
To be done [within 10 working days]                       | 2024-03-14..2024-03-28 | month | likely
Must report [within a week]                               | 2024-03-14..2024-03-21 | week | likely
Calls over [the last six weeks]                           | 2024-02-01..2024-03-14 | season | likely
Plan for [the next two months]                            | 2024-03-14..2024-05-14 | season | likely
Finish by [the end of the week]                           | 2024-03-15..2024-03-17 | week | sure
He joins in [May]                                         | 2024-05-01..2024-05-31 | month | likely
Filed [March 2023]                                        | 2023-03-01..2023-03-31 | month | sure
She will move at the [end of April]                       | 2024-04-21..2024-04-30 | month | likely
She will move [mid-May]                                   | 2024-05-11..2024-05-21 | month | likely
She will move in [early June]                             | 2024-06-01..2024-06-10 | month | likely
She moved in [late November]                              | 2023-11-21..2023-11-30 | month | likely
Known to us since [2019]                                  | 2019-01-01..2019-12-31 | year | sure
Seen in [half term]                                       | 2024-02-12..2024-02-18 | week | likely
Off in [October half term 2023]                           | 2023-10-23..2023-10-29 | week | likely
Respite to start after [May half-term]                    | 2024-05-27..2024-06-02 | week | likely
Nan will have them in [the summer holidays]               | 2024-07-20..2024-09-04 | season | likely
He had been better since [Christmas]                      | 2023-12-24..2023-12-26 | week | likely
Home by [Easter]                                          | 2024-03-29..2024-04-01 | week | likely
It was shut on [Good Friday 2023]                         | 2023-04-07 | day | sure
It was shut on [Boxing Day]                               | 2023-12-26 | day | likely
The office was shut on [New Year's Day]                   | 2024-01-01 | day | likely
Lapsed in [the autumn term]                               | 2023-09-01..2023-12-20 | season | likely
Attendance this far into [this term]                      | 2024-01-03..2024-03-31 | season | likely
In every day [this half term], which is good              | 2024-02-19..2024-03-16 | month | likely
A good [last summer]                                      | 2023-06-01..2023-08-31 | season | likely
Data for [Q3 2023/24]                                     | 2023-10-01..2023-12-31 | season | likely
Budget of [2023/24]                                       | 2023-04-01..2024-08-31 | year | likely
Report by [the 22nd]                                      | 2024-03-22 | day | likely
She was seen on [the 4th]                                 | 2024-03-04 | day | likely
Review on [the 22nd of next month]                        | 2024-04-22 | day | sure
He came on [Tues 5th] as well                             | 2024-03-05 | day | likely
It was [day 25] of the assessment                         | - | day | sure
Review by [day ten]                                       | - | day | sure
"""

# Told as doubtful, with what is doubtful said in `how`.
DOUBTFUL = """
[03/25/2024] call                                         | 2024-03-25 | there is no month 25
[Monday 12/03/24] call                                    | 2024-03-12 | was a Tuesday
[31st April] call                                         | - | no such day
[31/02/2024] call                                         | - | no such day
[29/02/2023] call                                         | - | no 29 February
[12/03/2204] call                                         | - | a slip
Seen [7/10] at home                                       | 2023-10-07 | may be a figure
About [5 September]                                       | 2024-09-05 | it may be 5 Sep 2023
A chat with him [Saturday]                                | 2024-03-16 | is not told
Seen [Mar 24]                                             | 2024-03-24 | may be the month of 2024
She was seen on [Thursday]                                | 2024-03-14 | or 7 Mar 2024
Visit due [next Friday]                                   | 2024-03-15 | may mean 22 Mar 2024
He had it from [April]                                    | 2024-04-01..2024-04-30 | may be a person
by [10.12] at the latest                                  | 2024-12-10 | may be a time
A few bruises [a couple of weeks ago]                     | 2024-02-26..2024-03-03 | about 29 Feb 2024
A review [within 45 working days] of the referral         | - | from something that these words don't date
Tea with nan [the following week]                         | - | counted from another day
"""

NOT_DATES = """
on call 24/7
There are 28 days in the plan.
He scaled his mood at 7/10.
She rated it 4/5 and then 9/10.
co-codamol 5/500 twice daily
about 1/2 an hour
1/2 hour late
3/4 of the class
section 17/47 of the Act
see page 3/4
Year 5/6 class
he got 3/6 sessions done
version 1.2.3 of the form
The visit was at 10.30 for an hour.
from 09:15 to 10:45
NHS no 943 476 5919
ring 07700 900123 or 020 7946 0018
1:1 support and 2:1 staffing
£12.50 a week, £3/12
He may come back.
They march on.
April said no, and June's mum agreed.
Miss May told us.
I spoke with Jan and with August Bell.
Sat with mum for an hour
The sun came out. He wed her.
She goes to band on Tuesdays.
Every Monday he trains.
Swimming Mon-Fri and Monday to Friday.
offered a Saturday shift
her 15th birthday
the 1st time and the 3rd child
weight has gone from the 25th to the 9th centile
the Care Act 2014
Working Together 2018
a long term plan
Summer is four.
the summer fair, a spring clean
her Christmas presents, an Easter egg
happy new year
It took two weeks.
six weeks later he left
three days a week
once in a month, one in 3 days, four in a month
the fourth call out in two years
two new referrals in 6 months
antibiotics for 2/52
He moved twice within three months.
blood pressure 120/80
24 hours, 10 minutes
sort code 20-10-12
room 2/3, flat 3/4
of the 25 may need help
Q is for quiet
12-year-old
IP 10.2.24.1
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def read(words: str, note: dt.date | None = NOTE) -> tuple[str, list[DateMention]]:
    """The text without the brackets that mark the date, and what is found in it."""
    text = words.replace("[", "").replace("]", "")
    return text, find_dates(text, written=note)


def span(found: DateMention) -> str:
    if found.first is None:
        return "-"
    return f"{found.first}" if found.first == found.last else f"{found.first}..{found.last}"


def marked(words: str) -> str:
    return words[words.index("[") + 1 : words.index("]")]


@pytest.mark.parametrize(("words", "days", "precision", "sure"), rows(FOUND))
def test_a_form_is_found_and_told(words: str, days: str, precision: str, sure: str) -> None:
    text, found = read(words)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end].removeprefix("the ") == marked(words).removeprefix("the "), found
    assert (span(found[0]), found[0].precision, found[0].sure) == (days, precision, sure), found[0].how


@pytest.mark.parametrize(("words", "days", "doubt"), rows(DOUBTFUL))
def test_what_is_open_to_doubt_says_so(words: str, days: str, doubt: str) -> None:
    _, found = read(words)
    assert [(span(f), f.sure) for f in found] == [(days, "ambiguous")]
    assert doubt in found[0].how


@pytest.mark.parametrize("words", NOT_DATES.strip().splitlines())
def test_what_only_looks_like_a_date_is_none(words: str) -> None:
    assert read(words)[1] == []


def test_how_it_was_told_is_said_in_plain_english() -> None:
    (tuesday,) = read("On [Tuesday] he was upset")[1]
    assert tuesday.how == "Tuesday before 14 Mar 2024, the note's date"
    (half_term,) = read("Seen in [half term]")[1]
    assert half_term.how == (
        "February half term (usually 12 Feb 2024 to 18 Feb 2024), before 14 Mar 2024, the note's date"
    )


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("done by [3 April]", "by"),
        ("is due [3 April]", "by"),
        ("not since [Easter]", "since"),
        ("until [Friday]", "until"),
        ("from [1 May 2024]", "from"),
        ("before [the 20th]", "before"),
        ("after [3 May 2024]", "after"),
        ("on [3 May 2024]", None),
    ],
)
def test_the_word_before_makes_it_a_deadline_or_a_start(words: str, bound: str | None) -> None:
    assert [f.bound for f in read(words)[1]] == [bound]


def test_counts_keep_their_number() -> None:
    assert [f.day_count for f in read("[day 25], then [day 40]")[1]] == [25, 40]
    assert [f.day_count for f in read("[within 45 working days] of the referral")[1]] == [45]


def test_a_note_without_a_date_tells_only_what_is_written_out() -> None:
    text = "Seen 12/03/24, and on 5 April, Tuesday, last week and two weeks ago."
    found = find_dates(text, written=None)
    assert [span(f) for f in found] == ["2024-03-12", "-", "-", "-", "-"]
    assert {f.sure for f in found[1:]} == {"ambiguous"}
    assert "the note has no date" in found[1].how


def test_the_turn_of_the_year() -> None:
    january, december = dt.date(2024, 1, 3), dt.date(2023, 12, 28)
    assert [span(f) for f in find_dates("He was seen on 22 December.", written=january)] == ["2023-12-22"]
    assert [span(f) for f in find_dates("We will meet on 9 January.", written=december)] == ["2024-01-09"]
    assert [span(f) for f in find_dates("Rang yesterday", written=dt.date(2024, 1, 1))] == ["2023-12-31"]
    assert [span(f) for f in find_dates("Rang yesterday", written=dt.date(2024, 3, 1))] == ["2024-02-29"]
    assert [span(f) for f in find_dates("in one month's time", written=dt.date(2024, 1, 31))] == [
        "2024-02-19..2024-03-10"
    ]


def test_several_in_a_sentence_are_told_apart_and_in_order() -> None:
    text = "Last seen 1 March, to be seen again by 22 March, and the review is on 4 June 2024."
    found = find_dates(text, written=NOTE, offset=100)
    assert [text[f.start - 100 : f.end - 100] for f in found] == ["1 March", "22 March", "4 June 2024"]
    assert [span(f) for f in found] == ["2024-03-01", "2024-03-22", "2024-06-04"]


def test_a_meeting_that_was_moved_from_one_day_to_another() -> None:
    found = find_dates("The visit was rearranged from Tuesday to Friday.", written=NOTE)
    assert [span(f) for f in found][-1] == "2024-03-15"
    assert len(found) == 2


def test_a_verb_tells_of_its_own_date() -> None:
    found = find_dates("Order granted on 1 December 2023, hearing 10-12 June; visited 4/3, 6/3 and 11/3.", written=NOTE)
    assert [span(f) for f in found] == [
        "2023-12-01",
        "2024-06-10..2024-06-12",
        "2024-03-04",
        "2024-03-06",
        "2024-03-11",
    ]
    (second, ninth) = find_dates("Contact took place as planned on the 2nd and 9th.", written=NOTE)
    assert [span(second), span(ninth)] == ["2024-03-02", "2024-03-09"]


def test_a_limit_counted_from_a_date_that_is_written_out() -> None:
    found = find_dates("To be held within 15 working days of 1 March.", written=NOTE)
    assert [span(f) for f in found] == ["2024-03-01..2024-03-22", "2024-03-01"]
    assert found[0].how == "within 15 working days: by 22 Mar 2024, counted from 1 Mar 2024"


def test_a_time_at_midnight_does_not_move_the_day() -> None:
    text = "Missing from 29/02/2024 23:59, back 01/03/2024 00:00; logged 2024-03-01T00:00 and 2024-03-01T23:59."
    assert [span(f) for f in find_dates(text, written=NOTE)] == ["2024-02-29", "2024-03-01", "2024-03-01", "2024-03-01"]


def test_weekdays_that_share_a_week() -> None:
    found = find_dates("He was off on Weds and Thurs of last week, and went out on Tues and Fri.", written=NOTE)
    assert [span(f) for f in found] == ["2024-03-06", "2024-03-07", "2024-03-12", "2024-03-08"]


def test_a_date_that_is_wrapped_over_two_lines() -> None:
    assert [span(f) for f in find_dates("seen on the 3rd\nMarch 2024 and two\nweeks ago", written=NOTE)] == [
        "2024-03-03",
        "2024-02-26..2024-03-03",
    ]


WORDS = (
    "last next this the week month year Tuesday Sat may March June 12 3 31/2 29/2 30-31/2 Feb 0 99 20 within in ago"
    " days working fortnight two a couple of few half term Easter Christmas bank holiday Q4 2024/25 2024 1999 end mid"
    " w/c w/e st th 15th on by since before after yesterday weekend time from now today 9999 00/00/00 0/0 0000-00-00"
    " 999 30th and first second of day to between İ ½ ٣ ² - / . , : ' \n"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=string.digits + "/-.: stndhMar", max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()), st.integers(min_value=0, max_value=5000))
@example("in 999 years, 99 months ago, next week", dt.date.max, 0)
@example("last week, two years ago, 30th Feb, Easter", dt.date.min, 3)
@example("İ İ seen on 12/03/24 İ", NOTE, 0)
def test_any_text_is_read_without_a_fault(text: str, note: dt.date | None, offset: int) -> None:
    found = find_dates(text, written=note, offset=offset)
    at = offset
    for f in found:
        assert at <= f.start < f.end <= offset + len(text)
        at = f.end
        assert (f.first is None) == (f.last is None)
        assert f.first is None or f.last is None or f.first <= f.last
        assert f.how
        assert f.first is not None or f.day_count is not None or f.sure == "ambiguous"


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_looking_only_where_a_form_may_begin_misses_none(text: str) -> None:
    import re

    from notescan.dates.forms import _STARTS

    slow = re.compile(FORMS.pattern.replace(_STARTS, r"\b", 1))
    low = text.lower()
    assert [m.span() for m in FORMS.finditer(low)] == [m.span() for m in slow.finditer(low)]


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2069, 12, 31)), st.dates())
def test_a_date_written_out_in_any_form_is_that_date(day: dt.date, note: dt.date) -> None:
    forms = [f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day.isoformat()}", f"{day:%d-%b-%Y}"]
    forms += [
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A} {day.day} {day:%b} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ]
    if day.year >= 1970:
        forms += [f"{day:%d/%m/%y}", f"{day:%d%b%y}"]
    for form in forms:
        (found,) = find_dates(f"Seen {form} at home.", written=note)
        assert (found.first, found.last, found.sure) == (day, day, "sure"), form


def test_every_form_is_read_by_something() -> None:
    from notescan.dates.find import READERS

    assert set(READERS) == set(_FORMS)


def test_a_long_text_without_dates_costs_little() -> None:
    words = "The children were playing in the garden while their mother talked about how things are at home. " * 4000
    plain = time.perf_counter()
    words.lower().split()
    plain = time.perf_counter() - plain
    began = time.perf_counter()
    assert find_dates(words, written=NOTE) == []
    # Going over the words once costs about a fiftieth of it; the half second is for a busy machine.
    assert time.perf_counter() - began < 100 * plain + 0.5


def test_a_line_of_a_chronology_is_told_against_its_own_date() -> None:
    text = (
        "Chronology\n"
        "12/05/2019: Police called. Mum had left last week.\n"
        "- 3 June 2021 - Moved in with nan the day before yesterday.\n"
        "7/1/23 10.30am | He was seen on 22 December.\n"
        "Seen again yesterday.\n"
        "5 May 2020 was the day when he moved here, and yesterday he told me so.\n"
    )
    found = find_dates(text, written=NOTE)
    assert [span(f) for f in found] == [
        "2019-05-12", "2019-04-29..2019-05-05",
        "2021-06-03", "2021-06-01", "2023-01-07", "2022-12-22", "2024-03-13", "2020-05-05", "2024-03-13",
    ]  # fmt: skip
    two = find_dates("29/10/2022 - a call. 17/02/2023 - rang yesterday", written=NOTE)
    assert [span(f) for f in two] == ["2022-10-29", "2023-02-17", "2023-02-16"]
    assert found[1].how == "last week, counted from 12 May 2019, the date of the line"


def test_a_log_in_a_note_without_a_date() -> None:
    found = find_dates("12/05/2019: rang today\nrang today\n", written=None)
    assert [span(f) for f in found] == ["2019-05-12", "2019-05-12", "-"]
