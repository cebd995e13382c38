"""Checks of time on notes of other genres: web forms, logs, minutes, key-work sheets, chronologies, reports."""

from __future__ import annotations

import pytest

from tests.checks.test_time_checks import check

CASES: list[tuple[str, str, str, str, str]] = [
    (
        "assessment.timeframe",
        "2025-06-30",
        "on_target",
        "started:2025-03-10 completed:2025-04-22",
        """
Submission 1
Form: Allocation
Submitted: 10/03/2025
By: P Marlowe, Assistant Team Manager
What are you recording? New piece of work for Etta, single assessment to begin from today.

Submission 2
Form: Contact with family
Submitted: 12/03/2025
By: Etta Quill
Seen: both children at home with their father.

Submission 3
Form: Closing an assessment
Submitted: 22/04/2025
By: P Marlowe, Assistant Team Manager
I have read and approved the assessment. Next step: child in need plan.
""",
    ),
    (
        "assessment.timeframe",
        "2025-06-30",
        "late",
        "started:2025-02-03 completed:2025-04-15",
        """
3 Feb 2025 - Duty note - Hal Okafor
Referral accepted for assessment and passed to Wren Dale today.

5 Feb 2025 - Home visit - Wren Dale
Saw Tilly and her mother. The flat was tidy.

15 April 2025 - Note - Hal Okafor
Wren's assessment came to me on Friday and I have signed it off this morning. It went over because her laptop was stolen.
""",
    ),
    (
        "assessment.timeframe",
        "2025-06-30",
        "within_limit",
        "started:2025-03-03 completed:2025-05-06",
        """
Assessment start date: 03/03/2025
Assessment end date: 06/05/2025

10/03/2025 Home visit - Wren Dale
Saw Tilly and her mother. The flat was tidy.
""",
    ),
    (
        "assessment.timeframe",
        "2025-03-20",
        "open",
        "started:2025-03-03 completed:None",
        """
03/03/2025 Allocation - Hal
Allocated to Wren. Due to finish by 22 April.

17/03/2025 First review - Hal
Day 10. On track to complete by day 35.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "overdue",
        "2025-02-18",
        """
Minutes of one to one
18 February 2025
Present: Ola Penn (manager), Sam Reed (social worker)
Supervision discussion about Faye. We reflected on why she will not talk about her sister.

Phone call
20 May 2025
Sam Reed
Carer said that Faye has been asking for her sister. I will take this to supervision.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "current",
        "2025-05-06",
        """
06/05/2025 14:00 Sup - Ola Penn
Faye: settled. SW to plan sibling time. Reflected on Sam's worry about the adoption.

03/06/2025 14:00 Sup - Ola Penn
DNA. SW off sick.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "missing",
        "",
        """
06/05/2025 Visit - Sam Reed
Saw Faye. There is no record of supervision on this file. Dad's contact was supervised by Bo on 2 May.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "overdue",
        "2025-01-14",
        """
06/05/2025 Manager's note - Ola Penn
Last supervision was 14/1/25. We have missed February, March and April, which is not good enough.
""",
    ),
    (
        "leavers.supervision-3-months",
        "2025-06-30",
        "overdue",
        "2025-02-27",
        """
PA log
27 Feb 2025  Talked Ash through with my manager in supervision today. To push housing.
14 Mar 2025  Saw Ash at the job centre. OK.
9 Apr 2025  Supervision cancelled - manager at training. To rebook.
2 June 2025  Rang Ash. Fine.
""",
    ),
    (
        "leavers.supervision-3-months",
        "2025-06-30",
        "current",
        "2025-05-15",
        """
Key-work sheet
Date: 15/05/2025
Worker: Jan Orr
Type: Staff supervision
We looked at Ash's plan and what might help with money.

Key-work sheet
Date: 12/06/2025
Worker: Jan Orr
Type: Key work
Ash came to the hub. His probation officer has put his supervision up to weekly, the next is on Friday.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-04-09",
        """
PA log
27 Feb 2025  Talked Ash through with my manager in supervision today.
14 Mar 2025  Saw Ash at the job centre. OK.
9 Apr 2025  Went to see Ash at his flat. New sofa. He made tea.
12 May 2025  Knocked at Ash's, nobody in.
2 June 2025  Rang Ash. Fine.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-05-20",
        """
20/05/2025 | Face to face | Jan Orr
With Ash at the hub, an hour. He has started at the garage.

11/06/2025 | Text | Jan Orr
Ash: all good. Me: see you at yours on the 9th of July.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-05-20",
        """
Visit record
Date of visit: 20 May 2025
Adviser: Jan Orr
Seen at: home
He has started at the garage and likes it.

Visit record
Date of visit: 17 June 2025
Adviser: Jan Orr
Seen at: not seen
Ash texted at noon that he was at work.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "overdue",
        "2024-11-05",
        """
12/03/2025 Visit - Jan Orr
Saw Ash. He has not seen the pathway plan that was written on 5 November 2024 by his last worker. We'll do a new one together in April.

22/05/2025 Visit - Jan Orr
Saw Ash. The new plan is still not finished, he wants to add a page about his nan.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "current",
        "2025-05-22",
        """
22/05/2025 Pathway plan meeting - Jan Orr
Ash, his nan and me. We reviewed his pathway plan and agreed five actions.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "missing",
        "",
        """
22/05/2025 Visit - Jan Orr
Ash does not have a pathway plan yet. I am to complete one with him by the end of July. His education plan was done on 3 May.
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "current",
        "2025-06-05",
        """
MINUTES OF CORE GROUP MEETING 5
Held on: 5 June 2025
Chair: Dee Farrow
Attending: Mum, health visitor, school nurse
Matters arising: Mum has been to all of the sessions.
Date of next meeting: 10 July 2025
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "overdue",
        "2025-04-01",
        """
01/04/2025 Core Group - Dee
Mum, Dad, HV. Plan gone through.

13/05/2025 Core Group - Dee
Not quorate, only mum and me. To be rearranged.

10/06/2025 Email - Dee
To all: sorry, the core group tomorrow will have to be moved. I will send new dates.
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "overdue",
        "2025-03-19",
        """
02/06/2025 Supervision - Lee
The last core group was on 19 March. April's was cancelled and May's has been missed. Dee must hold one by 13 June.
""",
    ),
    (
        "fsp.visits-timely",
        "2025-06-30",
        "late",
        "2025-05-06 2025-06-10",
        """
06/05/2025 | Statutory visit (CP) | Dee
Seen, both.

20/05/2025 | Statutory visit (CP) | Dee
No one home at 4pm. Tried again at 5.

10/06/2025 | Statutory visit (CP) | Dee
Seen, both. Late as I have been on leave.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-06-30",
        "on_schedule",
        "2024-09-27 2024-12-30",
        """
02/09/2024 Case note - Sam Reed
Billy was accommodated today at his mother's request. Placed with Rae and Col.

27/09/2024 Statutory review meeting - Sam Reed
First review for Billy. IRO Jo Vance. All agreed he stays.

30/12/2024 Statutory review meeting - Sam Reed
Second review. IRO Jo Vance.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-04-30",
        "late",
        "2024-09-27 2025-02-11",
        """
Chronology
02/09/2024 Billy became looked after
27/09/2024 First CLA review held
11/02/2025 Second CLA review held

11/02/2025 CLA review - Sam Reed
Second review for Billy, which should have been by 2 January. Next review due by 11 August 2025.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-04-30",
        "unknown",
        "",
        """
11/02/2025 Visit - Sam Reed
Billy has been with Rae for two years. The next CLA review is on 6 May. His medication review was on 3 February.
""",
    ),
    (
        "disability.assessment-current",
        "2025-06-30",
        "current",
        "2024-11-12",
        """
Assessment signed off
Date: 12/11/2024
Author: Dee Orme
Read and authorised today. Kofi's needs are set out well.

Provider report
Date: 10/06/2025
Author: Hive short breaks
Kofi enjoys the trampoline.
""",
    ),
    (
        "disability.assessment-current",
        "2025-06-30",
        "overdue",
        "2024-01-22",
        """
10/06/2025 Supervision - Lee
Kofi's assessment is 17 months old (22/01/2024) and must be refreshed. Dee to start the new assessment this month. The OT's assessment came on 2 June.
""",
    ),
    (
        "disability.plan-current",
        "2025-06-30",
        "overdue",
        "2024-10-08",
        """
08/10/2024 CIN plan - Dee
What needs to change: sleep. Who: mum, OT. By when: January.

04/03/2025 CIN review - Dee
Cancelled, Dee unwell.

10/06/2025 Visit - Dee
Saw Kofi. Dad asked when his plan will be reviewed. I said July.
""",
    ),
    (
        "disability.plan-current",
        "2025-06-30",
        "current",
        "2025-04-15",
        """
15/04/2025 Child in need review - Dee
Mum, dad, Ms Ives and the nurse. We went through each part of the plan and changed two. Copies to all.
""",
    ),
    (
        "assessment.timeframe",
        "2025-06-30",
        "on_target",
        "started:2025-02-10 completed:2025-03-28",
        """
10/02/25 - Allocation (N Ferris, ATM)
Please begin a C&F on the Marsh boys. Clock starts today.

13/02/25 - Visit (S Oduya)
Home seen. Boys at nan's. Mum agrees to checks.

28/03/25 - Manager's sign off (N Ferris, ATM)
Good piece of work. Signed off. Step down to early help.

16/04/25 - Visit (S Oduya)
Took the finished assessment round to mum and went through it.
""",
    ),
    (
        "assessment.timeframe",
        "2025-06-30",
        "late",
        "started:2025-01-06 completed:2025-03-21",
        """
Date of entry: 06/01/2025
Category: Case allocation
Entered by: Nia Ferris
Assessment commenced and allocated to Sol Oduya.

Date of entry: 11/03/2025
Category: Case supervision
Entered by: Nia Ferris
The assessment is now at day 46 and will be closed late. Sol to complete by 21 March.

Date of entry: 21/03/2025
Category: Assessment outcome
Entered by: Nia Ferris
Assessment completed. No further action.
""",
    ),
    (
        "assessment.timeframe",
        "2025-06-30",
        "unknown",
        "started:None completed:None",
        """
13/02/25 - Visit (S Oduya)
Home seen. Boys at nan's. Mum agrees to checks. Her carer's assessment was completed on 3 February.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "current",
        "2025-04-24",
        """
Record 12 of 40
24.04.2025 | Reflective supervision | Una Brice (Practice Manager)
What is it like for Theo when contact is cancelled? We stayed with that.

Record 13 of 40
08.05.2025 | Supervised contact | Contact team
Mum came on time. The supervision was light touch.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "overdue",
        "2025-01-30",
        """
Thursday 30 January 2025, supervision. Una and me. We went through Theo's plan and I was honest about how stuck I feel.

Monday 7 April 2025, visit. Theo on his bike. Una says we will do supervision properly next month.

Friday 6 June 2025, note. Una on leave again so no supervision.
""",
    ),
    (
        "cla.supervision",
        "2025-06-30",
        "current",
        "2025-06-03",
        """
03/06/2025 Manager oversight - Una Brice
Supervision with Ty today. Theo's care plan is up to date. Ty to chase CAMHS by 20 June.
""",
    ),
    (
        "leavers.supervision-3-months",
        "2025-06-30",
        "overdue",
        "2025-03-11",
        """
11/03/2025 Team manager note
Jade discussed in supervision with Kofi. On track. Kofi to see her monthly.

10/06/2025 PA visit - Kofi
Saw Jade and the baby. She asked about her supervised time with her son on Thursdays.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-06-10",
        """
10/06/2025 PA visit - Kofi
Saw Jade and the baby. She asked about college.

24/06/2025 PA visit (cancelled)  - Kofi
Jade had a cold.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-04-15",
        """
15/04/2025 - statutory visit - Kofi Dean
Jade was up and dressed and had the kettle on. Flat warm.

13/05/2025 - statutory visit - Kofi Dean
I buzzed and buzzed. Her neighbour says she is at her mum's till Friday. I'll go again.

11/06/2025 - video call - Kofi Dean
Saw Jade and the baby on the screen. She is coming home on Monday.
""",
    ),
    (
        "leavers.last-visit",
        "2025-06-30",
        "found",
        "2025-05-13",
        """
13/05/2025 - welfare visit - Kofi Dean
She didn't want me in but came down and talked to me on the step for twenty minutes.

11/06/2025 - housing - Kofi Dean
Housing officer visited Jade on Monday and will fix the damp.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "current",
        "2025-03-18",
        """
18/03/2025 - pathway plan review - Kofi Dean
Jade, her gran and me. All six parts talked about. Jade wants to sit her theory test.

10/06/2025 - call - Kofi Dean
Jade rang to say she passed.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "overdue",
        "2024-10-09",
        """
09/10/2024 - note - Kofi Dean
Pathway plan signed off by Una today.

08/04/2025 - note - Kofi Dean
Pathway plan review booked for 22 April.

22/04/2025 - note - Kofi Dean
Jade did not come to the pathway plan review. Rebooked for 14 May.

14/05/2025 - note - Kofi Dean
Pathway review cancelled, Jade has the baby's jabs.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-06-30",
        "overdue",
        "2024-08-20",
        """
14/05/2025 - management oversight - Una Brice
Pathway plan last reviewed 20/08/2024. Overdue. Kofi to have it done by 6 June.
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "current",
        "2025-05-29",
        """
29/05/2025 - CG - T Rowe
Mum, school, HV, me. Apols dad. Actions on plan.

26/06/2025 - note - T Rowe
CG due 3 July.
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "current",
        "2025-06-11",
        """
16/06/2025 - case note - T Rowe
Minutes of last week's core group (Wednesday 11 June) sent to all.
""",
    ),
    (
        "fsp.core-group",
        "2025-06-30",
        "overdue",
        "2025-04-23",
        """
23/04/2025 - child in need review meeting - T Rowe
Mum, school, family support worker. We went through the plan.

18/06/2025 - child in need review meeting - T Rowe
Postponed because school is shut for an inset day.
""",
    ),
    (
        "fsp.visits-timely",
        "2025-06-30",
        "late",
        "2025-05-01 2025-05-14 2025-06-03",
        """
01/05/2025 - child protection visit - T Rowe
Both boys seen.

14/05/2025 - unannounced child protection visit - T Rowe
Both boys seen at breakfast.

28/05/2025 - child protection visit - T Rowe
Dad at the door said that they were at the park. Not seen.

03/06/2025 - child protection visit - T Rowe
Both boys seen.
""",
    ),
    (
        "fsp.visits-timely",
        "2025-06-30",
        "timely",
        "2025-05-01 2025-05-22 2025-06-12",
        """
01/05/2025 - home visit - T Rowe
Child in need. Both boys seen.

22/05/2025 - home visit - T Rowe
Both boys seen at breakfast.

12/06/2025 - home visit - T Rowe
Both boys seen.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-06-30",
        "late",
        "2024-10-21 2025-02-03",
        """
25/09/2024 - Significant event - Ty Bell
Theo came into our care at 9pm tonight, police protection, then his mum signed section 20 in the morning. He is with Mrs Abbot.

21/10/2024 - Looked after child review - Ty Bell
First one. Mum came.

03/02/2025 - Looked after child review - Ty Bell
Second one, a week late as the reviewing officer had flu.

20/05/2025 - visit - Ty Bell
Theo fine. His review is on 24 July.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-06-30",
        "on_schedule",
        "2024-10-21 2025-01-20",
        """
20/01/2025 - LAC review - IRO
Theo (7) has been looked after since 25 September 2024. First review took place on 21 October 2024. This is his second.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-06-30",
        "late",
        "2024-10-21",
        """
25/09/2024 - note - Ty Bell
Theo became looked after today.

21/10/2024 - CLA review - Ty Bell
First review, chaired by Pam Orr.

20/01/2025 - note - Ty Bell
The second review should have been today and was cancelled. No new date.

20/05/2025 - visit - Ty Bell
Theo fine. Still no date for the review.
""",
    ),
    (
        "disability.assessment-current",
        "2025-06-30",
        "current",
        "2025-02-27",
        """
27/02/2025 - social care assessment - Bo Lane
Assessment of Ellis completed today. His needs in the night are the main thing.

12/06/2025 - Visit - Bo Lane
Ellis on the swing. EHC plan annual review done on 9 June.
""",
    ),
    (
        "disability.assessment-current",
        "2025-06-30",
        "overdue",
        "2023-11-01",
        """
12/06/2025 - Visit - Bo Lane
The assessment on file is from November 2023. Ellis was in a pushchair then. I have asked for time to write a new one.
""",
    ),
    (
        "disability.plan-current",
        "2025-06-30",
        "current",
        "2025-03-06",
        """
06/03/2025 - CIN meeting - Bo Lane
Plan reviewed and refreshed with mum and school. Equipment added.
""",
    ),
    (
        "disability.plan-current",
        "2025-06-30",
        "missing",
        "",
        """
06/03/2025 - Visit - Bo Lane
Ellis on the swing. Mum's sleep plan is working. The CIN plan is to be written after the meeting in July.
""",
    ),
    (
        "assessment.timeframe",
        "2025-07-31",
        "within_limit",
        "started:2025-04-07 completed:2025-06-05",
        """
CASE RECORDING SHEET
Date: 07.04.2025   Recorded by: Mo Adair, Team Manager   Type: Allocation
Family passed to Lin Foss. We have until 29 May for our own target and 12 June at the outside.

CASE RECORDING SHEET
Date: 20.05.2025   Recorded by: Mo Adair, Team Manager   Type: Supervision record
Lin has seen all three. Assessment is being written. I agree an extension to 12 June as the hospital letter is awaited.

CASE RECORDING SHEET
Date: 05.06.2025   Recorded by: Mo Adair, Team Manager   Type: Management decision
Read Lin's assessment, it is thorough. I am authorising it today with a child in need plan to follow. That makes it day 41.
""",
    ),
    (
        "assessment.timeframe",
        "2025-07-31",
        "open",
        "started:2025-04-07 completed:None",
        """
07/04/2025 | Alloc | MA
To LF. C+F opened 07/04/2025.

23/06/2025 | Mgmt | MA
C+F still open, day 54. LF says draft is nearly done. To me by Friday please.
""",
    ),
    (
        "cla.supervision",
        "2025-07-31",
        "current",
        "2025-06-17",
        """
17/06/2025 Supervision (personal) - not case specific - Una Brice
Ty's leave and training talked about. Then case discussion: Theo. How does Ty feel about the move? Actions: Ty to see Theo by 27 June.

22/07/2025 Supervision - Una Brice
Didn't take place. Una in court.
""",
    ),
    (
        "cla.supervision",
        "2025-07-31",
        "overdue",
        "2025-04-03",
        """
3.4.25 superv UB/TB. Theo - ok in plcmt. TB to chase camhs

12.5.25 v. Theo ok

9.6.25 superv n/h UB off
""",
    ),
    (
        "cla.supervision",
        "2025-07-31",
        "overdue",
        "2025-03-12",
        """
12 March 2025 - Record of supervision discussion
Worker: Ty Bell   Manager: Una Brice
Theo's question about his dad was talked through.

14 April 2025 - Note
Worker: Ty Bell
Una moved our April supervision to 6 May.

6 May 2025 - Note
Worker: Ty Bell
No supervision today after all as Una has been called to the family court. We have not got a new date.
""",
    ),
    (
        "leavers.supervision-3-months",
        "2025-07-31",
        "current",
        "2025-06-12",
        """
12/06/2025 - Management discussion - Una Brice
Case supervision with Kofi regarding Jade. Rent arrears down. Kofi to ring the college.
""",
    ),
    (
        "leavers.last-visit",
        "2025-07-31",
        "found",
        "2025-06-26",
        """
26/06/25 PA contact (home visit)
Jade in, baby asleep. Showed me the new cooker.

10/07/25 PA contact (phone)
Jade says she is going to her aunt's for a week.

24/07/25 PA contact (home visit)
Arrived 2pm, no sign of Jade. Flat in darkness. Texted. No reply by 5.
""",
    ),
    (
        "leavers.last-visit",
        "2025-07-31",
        "found",
        "2025-07-15",
        """
Tue 15 July 2025 - out with Jade - Kofi
Picked Jade up from her aunt's and we went to the food bank and then sat by the lake.

Mon 28 July 2025 - visit planned - Kofi
Going on Thursday at 3.
""",
    ),
    (
        "leavers.last-visit",
        "2025-07-31",
        "found",
        "2025-05-08",
        """
08/05/2025 | Joint visit with housing | Kofi
Jade let us in. Damp in the bathroom seen. Housing to send someone.

19/06/2025 | Visit | Kofi
Jade rang while I was on the bus to say not to come, she had been called in to work. Turned round.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-07-31",
        "overdue",
        "2025-01-16",
        """
16/01/2025 - Pathway plan - Kofi
Jade told me what to write and I wrote it. Five goals.

10/07/2025 - Case note - Kofi
Jade's pathway plan ran out on 16 July and the review is set for 5 August.

24/07/2025 - Management oversight - Una
Plan now out of time. Please update.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-07-31",
        "current",
        "2025-07-03",
        """
03/07/2025 - Home visit - Kofi
Two hours at the kitchen table with Jade. Updated the pathway plan as we talked and she typed her own page.
""",
    ),
    (
        "leavers.pathway-plan-current",
        "2025-07-31",
        "overdue",
        "2024-12-01",
        """
03/07/2025 - Home visit - Kofi
Her pathway plan is from December and I have promised to bring it up to date with her in August.
""",
    ),
    (
        "fsp.core-group",
        "2025-07-31",
        "overdue",
        "2025-05-14",
        """
14/05/2025 Core group meeting (3rd) - T Rowe
Mum, dad, school. Outcome 2 met.

25/06/2025 Core group meeting - T Rowe
Nobody but me turned up. I waited half an hour. To be set again.

16/07/2025 CP visit - T Rowe
Boys seen. Told mum that the core group is on 6 August.
""",
    ),
    (
        "fsp.core-group",
        "2025-07-31",
        "current",
        "2025-07-09",
        """
09/07/2025 - Professionals and family meeting (core group) - T Rowe
All there but the GP. The plan was gone over.
""",
    ),
    (
        "fsp.visits-timely",
        "2025-07-31",
        "late",
        "2025-06-02 2025-06-16 2025-07-18",
        """
2 June 2025 | CP stat visit | T Rowe
Both boys seen alone.

16 June 2025 | CP stat visit | T Rowe
Both boys seen, the little one asleep.

30 June 2025 | CP stat visit - no access | T Rowe
Mum shouted through the letter box that they all had the bug.

18 July 2025 | CP stat visit | T Rowe
Both boys seen. I was on leave for two weeks and nobody covered.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-07-31",
        "on_schedule",
        "2025-02-04 2025-05-01",
        """
15/01/2025 | Admission to care | Ty Bell
Mum signed the section 20 agreement this afternoon. Ada (4) is with Joy and Len.

04/02/2025 | 1st LAC review | Ty Bell
At Joy's. Ada had a nap through it.

01/05/2025 | 2nd LAC review | Ty Bell
At the nursery. Plan is for Ada to go to her nan.
""",
    ),
    (
        "cla.review-timeliness",
        "2025-07-31",
        "late",
        "2025-02-04 2025-06-04",
        """
04/06/2025 | CLA review minutes | IRO
This is Ada's second review. She was placed in care on 15 January 2025 and the first review was on 4 February. The second was due by mid May and is three weeks out of time owing to sickness.
""",
    ),
    (
        "disability.assessment-current",
        "2025-07-31",
        "overdue",
        "2024-05-20",
        """
Short breaks review - provider report - 3 June 2025
Ellis likes the pool.

10/07/2025 - Visit - Bo Lane
Mum asked when the assessment will be looked at again. The last one was finished on 20 May 2024. I hope to start in September.
""",
    ),
    (
        "disability.assessment-current",
        "2025-07-31",
        "current",
        "2025-02-13",
        """
13/02/2025 - Manager sign off - Pat
Child and family assessment for Ellis (reassessment) authorised.

10/07/2025 - Visit - Bo Lane
Ellis in the pool. Moving and handling assessment is booked for 8 August.
""",
    ),
    (
        "disability.plan-current",
        "2025-07-31",
        "overdue",
        "2024-11-27",
        """
10/07/2025 - CIN meeting - Bo Lane
Mum, school. We have not updated the plan since 27 November, and agreed that I rewrite it by 31 July.
""",
    ),
    (
        "disability.plan-current",
        "2025-07-31",
        "current",
        "2025-05-21",
        """
21/05/2025 - TAC - Bo Lane
Everyone went through the child in need plan and it was revised: mornings, sleep, holidays. Sent out on 23 May.
""",
    ),
]


@pytest.mark.parametrize(("tip", "audit", "outcome", "facts", "text"), CASES)
def test_outcome_and_dates(tip: str, audit: str, outcome: str, facts: str, text: str) -> None:
    result = check(tip.partition(".")[0], tip, audit, text)
    told = result.facts
    if "started" in told:
        said = f"started:{told['started']} completed:{told['completed']}"
    elif dates := told.get("held") or told.get("visits"):
        said = " ".join(dates)
    else:
        said = str(told.get("last", ""))
    assert (result.outcome, said.replace("None", "none")) == (outcome, facts.replace("None", "none"))
    assert result.reckoning.endswith(".")
