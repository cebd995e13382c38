"""Checks of time on small cases of many voices: what a careful reader would say of each."""

from __future__ import annotations

import datetime as dt

import pytest

from notescan.checklists import load_checklist
from notescan.model import CheckResult
from notescan.read import read_text
from notescan.scan import scan_case


def check(area: str, tip: str, audit: str, text: str) -> CheckResult:
    case = read_text(text.strip() + "\n")
    scan = scan_case(case, load_checklist(area), audit_date=dt.date.fromisoformat(audit), weigh=False)
    result = next(t.check for t in scan.tips if t.tip == tip)
    assert result is not None
    for rest in result.rests:
        assert case.text[rest.start : rest.end] == rest.quote
    return result


TIMEFRAME = {
    "form": (
        "2025-03-31",
        "on_target",
        ("2025-01-06", "2025-02-20"),
        """
Date: 06/01/2025
Type: Allocation
Author: R Okoro (Team Manager)
Child and family assessment allocated to Tess Lowry. Start date 06/01/2025, due by 24/02/2025 at the latest.

Date: 14/01/2025
Type: Home Visit
Author: Tess Lowry (Social Worker)
First visit to Mrs Hale and the boys. They showed me the garden.

Date: 20/02/2025
Type: Management Oversight
Author: R Okoro (Team Manager)
C&F assessment completed and authorised. Outcome: child in need plan.
""",
    ),
    "shorthand, late": (
        "2024-09-30",
        "late",
        ("2024-05-07", "2024-07-19"),
        """
07.05.24 alloc PB: CFA to MN, opened today on youngest.

09.05.24 HV MN: Seen Mo + 2 chn. House ok. Mo says dad not about.

21.05.24 Rev PB: 1st review, day 10. School seen. HV outstanding.

28.06.24 MO PB: Assmt not finished, MN off sick. Ext to 45.

19.07.24 MO PB: CFA signed off today, outcome NFA. Over timescale, reason is sickness.
""",
    ),
    "still open": (
        "2025-02-10",
        "open",
        ("2025-01-13", None),
        """
13/01/2025 - Case allocation - Dan Wray
I allocated this family to Priya today and the assessment begins now. To be completed by 28 February.

20/01/2025 - Home visit - Priya Sen
I saw Marcus and his mum. He told me that he likes his new room.

03/02/2025 - Case supervision - Dan Wray
Priya to complete the assessment by 28 February. Dad still to be spoken with.
""",
    ),
    "no start told": (
        "2025-02-10",
        "unknown",
        (None, "2025-01-30"),
        """
20/01/2025 - Home visit - Priya Sen
I saw Marcus and his mum. He told me that he likes his new room.

30/01/2025 - Manager decision - Dan Wray
I have read the assessment and authorised it today.
""",
    ),
    "told with dates in a closing summary": (
        "2025-06-30",
        "within_limit",
        ("2025-03-03", "2025-05-01"),
        """
12/03/2025 | Home visit | Ola Finch
Saw the twins with their aunt. Both were colouring.

06/05/2025 | Closing summary | Ola Finch
The assessment started on 3 March 2025 and was completed on 1 May 2025. It had been hoped to finish by the 22 April target. The risk assessment for the dog was done on 2 April.
""",
    ),
    "sent back, then signed off": (
        "2025-06-30",
        "within_limit",
        ("2025-03-03", "2025-05-02"),
        """
03/03/2025 Allocation - Ade Bello
Assessment opened today, to Jon Carver.

28/04/2025 Case note - Jon Carver
Assessment finished and sent to Ade this afternoon.

30/04/2025 Case note - Ade Bello
Assessment not signed off, sent back for the factors page. Jon to finish it by Friday.

02/05/2025 Manager sign off - Ade Bello
Assessment authorised today.
""",
    ),
}


@pytest.mark.parametrize("name", TIMEFRAME)
def test_timeframe(name: str) -> None:
    audit, outcome, (started, completed), text = TIMEFRAME[name]
    result = check("assessment", "assessment.timeframe", audit, text)
    assert (result.outcome, result.facts["started"], result.facts["completed"]) == (outcome, started, completed)


SUPERVISION = {
    "template": (
        "2025-05-20",
        "current",
        "2025-03-27",
        """
Note type: Supervision record
Date: 27/03/2025
Completed by: Marlon Teague, Team Manager
Worker: Isla Brandt
Discussion: We thought about how Kit is managing in placement. Isla reflected on her last session.
Actions: Isla to visit by 11/04/2025.

Note type: Statutory visit
Date: 10/04/2025
Completed by: Isla Brandt, Social Worker
Kit was seen alone. Contact with his dad is supervised at the centre and the supervision there is going well.

Note type: Supervision record
Date: 29/04/2025
Completed by: Marlon Teague, Team Manager
Cancelled, Isla at court. To be rearranged for 27/05/2025.

Note type: Fostering supervision
Date: 06/05/2025
Completed by: Bev Orrin, Supervising Social Worker
Supervision visit to the Calders. They are doing well with Kit.
""",
    ),
    "told by the worker": (
        "2024-12-02",
        "overdue",
        "2024-06-18",
        """
2 July 2024, visit, Rana Hope
I saw Mia at school. We played cards. Last discussed in supervision with my manager on 18 June.

9 October 2024, phone call, Rana Hope
Carer rang about the dentist. My supervision on 1 October did not take place as my manager was off sick and it has not been rebooked.

20 November 2024, visit, Rana Hope
I saw Mia at home. She is well. Mum's probation supervision is on Fridays. To discuss in supervision on 5 December.
""",
    ),
    "none": (
        "2024-12-02",
        "missing",
        None,
        """
2 July 2024, visit, Rana Hope
I saw Mia at school. Supervised contact went well on Tuesday 25 June.

20 November 2024, visit, Rana Hope
I saw Mia at home. The supervising social worker came on 18 November. No supervision on this case as yet.
""",
    ),
    "shorthand": (
        "2025-03-01",
        "current",
        "2025-02-04",
        """
04/02/25 SUPV TM/SW: case disc. Reflected on sw's relationship w yp. Acts: SW to ref to IV.

11/02/25 S/V SW: seen alone in bedroom. OK.

18/02/25 SUPV - cancelled, TM A/L
""",
    ),
    "in a manager's note": (
        "2025-03-01",
        "overdue",
        "2024-10-22",
        """
22/10/2024 11:00 Case discussion with manager - Olu Grant
Went through where Bea is up to. Agreed that her plan is on track and what to try next.

15/01/2025 16:00 Management oversight - Olu Grant
File looked at before the inspection. This is not a supervision. The last one was on 22 October and it must be held this month.
""",
    ),
}


@pytest.mark.parametrize("name", SUPERVISION)
def test_supervision(name: str) -> None:
    audit, outcome, last, text = SUPERVISION[name]
    result = check("cla", "cla.supervision", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


CORE_GROUP = {
    "minutes": (
        "2025-04-30",
        "current",
        "2025-04-03",
        """
Core Group Minutes
Date: 20/02/2025
Author: Fran Doyle
Present: mother, health visitor, school. Plan reviewed.

Core Group Minutes
Date: 03/04/2025
Author: Fran Doyle
Present: mother, school nurse, school. Apologies from health visitor. Next core group 15/05/2025.
""",
    ),
    "cancelled": (
        "2025-04-30",
        "overdue",
        "2025-02-20",
        """
20/02/2025 | Core group | Fran Doyle
Attended by mother and school. Plan reviewed line by line.

27/03/2025 | Case note | Fran Doyle
Core group due today was cancelled by school. New date is 8 May.

10/04/2025 | Telephone call | Fran Doyle
Mum asked when the core group is. I said 8 May, 10am.
""",
    ),
    "only told of": (
        "2025-04-30",
        "current",
        "2025-04-02",
        """
16/04/2025 | CP visit | Fran Doyle
Saw the girls. Mum had not had the minutes of the core group held on 2 April. Next core group is 14 May.
""",
    ),
    "CIN": (
        "2025-04-30",
        "overdue",
        "2025-03-06",
        """
06/03/2025 CIN meeting FD
At school, mum, teacher, nurse. Went through plan.

17/04/2025 CIN meeting FD
Did not go ahead as nobody but mum came. Rebooked 1 May.
""",
    ),
    "none": (
        "2025-04-30",
        "missing",
        None,
        """
06/03/2025 CP visit - Fran Doyle
Saw the girls. Mum said the support group at the library is good. First core group is booked for 7 May.
""",
    ),
}


@pytest.mark.parametrize("name", CORE_GROUP)
def test_core_group(name: str) -> None:
    audit, outcome, last, text = CORE_GROUP[name]
    result = check("fsp", "fsp.core-group", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


PATHWAY = {
    "reviewed": (
        "2025-06-30",
        "current",
        "2025-04-28",
        """
14/11/2024 Pathway plan - Kim Sayle
Plan completed with Rio at his flat, in his own words.

28/04/2025 Case note - Kim Sayle
Pathway plan reviewed and updated today with Rio, uploaded. Next review due by 28 October.

10/06/2025 PA visit - Kim Sayle
Saw Rio at home. His support plan from the hostel has been redone.
""",
    ),
    "due and not done": (
        "2025-06-30",
        "overdue",
        "2024-11-14",
        """
14/11/2024 Pathway plan - Kim Sayle
Plan completed with Rio at his flat, in his own words.

12/05/2025 PA visit - Kim Sayle
Saw Rio. We started on the pathway plan but ran out of time. It was due on 14 May.

10/06/2025 Phone call - Kim Sayle
Pathway plan meeting cancelled by Rio. To complete the pathway plan by 27 June.
""",
    ),
    "told by date": (
        "2025-06-30",
        "overdue",
        "2024-09-03",
        """
12/05/2025 Visit - Kim Sayle
Saw Rio at the cafe. His last pathway plan is dated 3 September 2024 so it is out of date. He wants to do it at college.
""",
    ),
    "not reviewed since": (
        "2025-06-30",
        "overdue",
        "2024-10-01",
        """
12/05/2025 Management oversight - Lou Penn
The pathway plan has not been updated since 1 October 2024. Kim to put this right by the end of the month.
""",
    ),
    "none": (
        "2025-06-30",
        "missing",
        None,
        """
12/05/2025 Visit - Kim Sayle
Saw Rio at the cafe. The CAMHS care pathway was explained to him again. Pathway plan needs to be done.
""",
    ),
    "first person": (
        "2025-06-30",
        "current",
        "2025-02-11",
        """
11/02/2025
Visit to Rio
Kim Sayle, personal adviser
I sat with Rio for two hours and we finished his pathway plan. He signed it. He wants to be a plasterer.

20/05/2025
Text
Kim Sayle, personal adviser
Rio: cant do thurs
""",
    ),
}


@pytest.mark.parametrize("name", PATHWAY)
def test_pathway_plan(name: str) -> None:
    audit, outcome, last, text = PATHWAY[name]
    result = check("leavers", "leavers.pathway-plan-current", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


LAST_VISIT = {
    "attempted after": (
        "2025-06-30",
        "found",
        "2025-05-06",
        """
06/05/2025 PA visit - Kim Sayle
Saw Rio at his flat. Smoke alarm works.

27/05/2025 PA visit - Kim Sayle
No reply. Rang him, straight to voicemail. Left a note through the door.

05/06/2025 Phone call - Kim Sayle
Spoke to Rio. He is fine. Visit booked for 3 July.

17/06/2025 PA visit - Kim Sayle
Rio texted an hour before to cancel, has a shift. Did not go ahead.
""",
    ),
    "met outside": (
        "2025-06-30",
        "found",
        "2025-06-12",
        """
06/05/2025 Home visit - Kim Sayle
Saw Rio at his flat. Smoke alarm works.

12/06/2025 Case note - Kim Sayle
Met Rio for a coffee in town after his exam. He thinks that it went OK.

20/06/2025 Case note - Kim Sayle
Met with housing about Rio's bid. They will ring him.
""",
    ),
    "told in another note": (
        "2025-06-30",
        "found",
        "2025-05-21",
        """
02/06/2025 Supervision - Lou Penn
Kim last visited Rio on 21 May. Visits by his sister are a help. Next visit is planned for 4 July.
""",
    ),
    "none": (
        "2025-06-30",
        "missing",
        None,
        """
02/06/2025 Phone call - Kim Sayle
Spoke to Rio. He said the health visitor visited his girlfriend yesterday.

09/06/2025 Attempted visit - Kim Sayle
Not in. Card left.
""",
    ),
    "door opened at last": (
        "2025-06-30",
        "found",
        "2025-06-09",
        """
09/06/2025 Visit - Kim Sayle
No answer at first so I rang his phone and he came down and let me in. We talked about work.
""",
    ),
}


@pytest.mark.parametrize("name", LAST_VISIT)
def test_last_visit(name: str) -> None:
    audit, outcome, last, text = LAST_VISIT[name]
    result = check("leavers", "leavers.last-visit", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


REVIEWS = {
    "notes": (
        "2025-09-30",
        "on_schedule",
        ["2024-12-10", "2025-03-06", "2025-09-02"],
        """
15/11/2024 Placement - Cal Moss
Ines became looked after yesterday, 14 November, when her mother signed section 20. She is with the Farrows.

10/12/2024 Initial CLA review - Cal Moss
Chaired by the IRO, Ms Tate. Ines did not want to come. Her views were read out.

06/03/2025 CLA review - Cal Moss
Second review. Plan is long term fostering. Next review by 6 September.

02/09/2025 LAC review - Cal Moss
Third review, all came.
""",
    ),
    "told in a summary": (
        "2025-09-30",
        "late",
        ["2024-12-10", "2025-04-10"],
        """
20/06/2025 Transfer summary - Cal Moss
Ines came into care on 14/11/2024 under section 20. Her first looked after review was held on 10/12/2024. The second should have been held by 14/03/2025 but did not take place until 10/04/2025 as the IRO was ill. Third review is booked for 02/10/2025. Her review health assessment was on 03/06/2025.
""",
    ),
    "no start": (
        "2025-09-30",
        "unknown",
        ["2025-03-06"],
        """
06/03/2025 CLA review - Cal Moss
Chaired by the IRO. Plan is long term fostering. The CP review conference for her sister is next week.
""",
    ),
    "adjourned": (
        "2025-09-30",
        "late",
        ["2024-12-10", "2025-04-02"],
        """
14/11/2024 Case note - Cal Moss
Interim care order made today and Ines moved to the Farrows. She has been in care since today.

10/12/2024 CLA review - Cal Moss
First review. IRO Ms Tate in the chair.

11/03/2025 CLA review - Cal Moss
Adjourned as there was no interpreter. To be held on 2 April.

02/04/2025 CLA review - Cal Moss
Second review held at school.
""",
    ),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_review_schedule(name: str) -> None:
    audit, outcome, held, text = REVIEWS[name]
    result = check("cla", "cla.review-timeliness", audit, text)
    assert (result.outcome, result.facts["held"]) == (outcome, held)


VISITS = {
    "CP in time": (
        "2025-05-10",
        "timely",
        14,
        """
01/04/2025 CP visit - Noor Hale
All three seen.

15/04/2025 CP visit - Noor Hale
Seen at home. Jay in his room.

29/04/2025 CP visit - Noor Hale
All seen. Health visitor there too.
""",
    ),
    "failed between": (
        "2025-05-10",
        "late",
        31,
        """
01/04/2025 CP visit - Noor Hale
All three seen.

15/04/2025 CP visit - Noor Hale
NRFD. Card left.

24/04/2025 CP visit - duty
Mum would not let the duty worker in. Children not seen.

02/05/2025 CP visit - Noor Hale
All seen.
""",
    ),
    "CIN": (
        "2025-05-10",
        "timely",
        27,
        """
03/03/2025 CIN visit - Noor Hale
Both seen.

19/03/2025 School visit - Noor Hale
Saw Jay in class.

28/03/2025 CIN visit - Noor Hale
Both seen, boiler mended.

24/04/2025 CIN visit - Noor Hale
Both seen. Nice visit.
""",
    ),
    "one only": (
        "2025-05-10",
        "unknown",
        None,
        """
03/03/2025 CIN visit - Noor Hale
Both seen.

28/03/2025 Telephone call - Noor Hale
Mum rang to say that the health visitor visited on Monday.
""",
    ),
}


@pytest.mark.parametrize("name", VISITS)
def test_visit_intervals(name: str) -> None:
    audit, outcome, longest, text = VISITS[name]
    result = check("fsp", "fsp.visits-timely", audit, text)
    assert (result.outcome, result.facts["longest_gap_days"]) == (outcome, longest)


PLANS = {
    "updated at a review": (
        "2025-09-30",
        "current",
        "2025-06-17",
        """
10/12/2024 CIN review - Gil Rowe
Plan updated at the meeting.

17/06/2025 CIN review - Gil Rowe
Chaired by Mo Iqbal. The child in need plan was gone through and rewritten. Behaviour plan from school to be added.
""",
    ),
    "waiting": (
        "2025-09-30",
        "overdue",
        "2024-12-10",
        """
10/12/2024 CIN review - Gil Rowe
Plan updated at the meeting.

17/06/2025 Home visit - Gil Rowe
Saw Sam. The CIN plan needs to be updated. His EHC plan was reviewed on 3 June.
""",
    ),
    "dated": (
        "2025-09-30",
        "current",
        "2025-05-02",
        """
17/06/2025 Home visit - Gil Rowe
Saw Sam. CIN plan dated 2 May 2025 shared with dad. He agrees with it.
""",
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_plan_of_a_disabled_child(name: str) -> None:
    audit, outcome, last, text = PLANS[name]
    result = check("disability", "disability.plan-current", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


ASSESSMENTS = {
    "old one": (
        "2025-09-30",
        "overdue",
        "2023-03-08",
        """
17/06/2025 Home visit - Gil Rowe
Saw Sam. The last C&F assessment was completed on 8 March 2023. OT assessment done on 2 June. A new one must be completed by 31 July.
""",
    ),
    "new one": (
        "2025-09-30",
        "current",
        "2025-07-24",
        """
17/06/2025 Home visit - Gil Rowe
Saw Sam. The last assessment was in March 2023.

24/07/2025 Case note - Gil Rowe
Updated assessment completed and shared with mum and dad. Carer's assessment to be done in August.
""",
    ),
    "none": (
        "2025-09-30",
        "missing",
        None,
        """
17/06/2025 Home visit - Gil Rowe
Saw Sam. Continence assessment was done on 9 June. I need to start a new assessment.
""",
    ),
}


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_assessment_of_a_disabled_child(name: str) -> None:
    audit, outcome, last, text = ASSESSMENTS[name]
    result = check("disability", "disability.assessment-current", audit, text)
    assert (result.outcome, result.facts.get("last")) == (outcome, last)


WINDOW = {
    "recent": (
        "2025-09-30", "recent",
        """
17/06/2025 CP visit - Gil Rowe
Saw Sam. There has been real progress since the plan began and the change has been sustained for three months.
""",
    ),
    "older": (
        "2025-09-30", "older_only",
        """
17/01/2025 CP visit - Gil Rowe
Saw Sam. There has been real progress since the plan began and the change has been sustained for three months.

17/06/2025 Telephone call - Gil Rowe
Rang about the bins.
""",
    ),
    "nothing": ("2025-09-30", "none", "17/06/2025 Telephone call - Gil Rowe\nRang about the bins.\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", WINDOW)
def test_change_within_the_window(name: str) -> None:
    audit, outcome, text = WINDOW[name]
    assert check("fsp", "fsp.change-in-timescale", audit, text).outcome == outcome
