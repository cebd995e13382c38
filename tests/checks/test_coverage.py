"""Who was heard, who answered: on small cases of many voices, what a careful reader would say of each."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

CASES = [
    (
        "assessment.agency-checks", "covered",
        """
03/03/2025 Home visit - Lena Okafor
Met with mum and Isla (6) at the flat.

05/03/2025 Case note - Lena Okafor
Agency checks. GP surgery: family registered, Isla last brought in January with an ear infection, nothing of concern. Holy Cross Primary: attendance 97%, Isla is a quiet girl who has two good friends; no worries raised. Police: one incident in 2022, verbal only.
""",
    ),
    (
        "assessment.agency-checks", "partly",
        """
04.02.2025 - T/C out - D. Rowe
Called Hillview Academy, spoke to Mr Danso, pastoral lead. He tells me Kian has been in isolation three times this half term and that mum always answers the phone.

06.02.2025 - email - D. Rowe
Sent a request to the GP practice for a summary on Kian and mum.

20.02.2025 - Management oversight - P. Shah
School information received. GP has not come back to us, please chase.
""",
    ),
    (
        "assessment.agency-checks", "none",
        """
04.02.2025 - Visit - D. Rowe
Kian was at home with his dad. He said that he likes football.

20.02.2025 - Management oversight - P. Shah
Checks with school and health visitor have not been done. To be requested this week.
""",
    ),
    (
        "assessment.agency-checks", "partly",
        """
Date: 12 Feb 2025
Type: Telephone call
Author: Mina Roe
The midwife, Claire Dunn, rang. Booking was late at 22 weeks but mum has come to every appointment since. Claire has no worries about how mum talks of the baby.

Date: 14 Feb 2025
Type: Email
Author: Mina Roe
Wrote to Little Acorns nursery asking for their observations of Poppy.
""",
    ),
    (
        "assessment.agency-checks", "covered",
        """
Mon 3 Mar 2025 / Call / Gail Pugh
CAMHS duty: Owen was seen twice in the autumn and discharged as he would not engage.

Tue 4 Mar 2025 / Email / Gail Pugh
From Owen's college tutor: he turns in about half the time, is bright, and has been asking for help with bus fares.
""",
    ),
    (
        "fsp.childrens-voices", "covered",
        """
12/05/2025 CP visit - Sam Tully
All three children were at home. Ellie (9) told me that she likes her new room. Noah (7) drew a picture of the dog and said he misses Grandad. Baby Finn, 8 months, was on the play mat, smiling and reaching for his toys.
""",
    ),
    (
        "fsp.childrens-voices", "partly",
        """
12/05/2025 CP visit - Sam Tully
Mum, Ellie (9) and Noah (7) live at the address. Ellie told me she is sleeping better. Noah was at his friend's house and was not seen.

26/05/2025 CP visit - Sam Tully
Spoke to Ellie by herself in her bedroom, she says that the shouting has stopped. Noah was asleep on the sofa.
""",
    ),
    (
        "fsp.childrens-voices", "none",
        """
12/05/2025 CIN visit - Sam Tully
Ellie (9) and Noah (7) were both at school so I did not see them. Mum says Ellie is happy and that Noah wants a bike.
""",
    ),
    (
        "fsp.childrens-voices", "covered",
        """
Visit 2/6/25. Present: mum, Zak (12), Mia (5).
Seen alone: Zak yes, Mia yes.
Zak said he is bored of school but would not stop going. Mia showed me her loose tooth and told me it hurts when she eats apples.
""",
    ),
    (
        "fsp.childrens-voices", "partly",
        """
3 June 2025 - Home visit - Ola Brandt
Three boys: Kai (14), Reece (11) and Toby (4). Kai walked out when I arrived and refused to speak to me. Reece talked about his goldfish and whispered that he worries about Mum. Toby was playing with cars and laughed when I pulled a face. Their sister Jade (19) lives in Leeds.
""",
    ),
    (
        "assessment.agency-checks", "covered",
        """
Contact: 11/11/2024 09:30
Note type: Information gathering
Practitioner: Beth Lowe
Spoke with the school nurse - no issues known, immunisations complete. The SENCo at Ferndale Juniors reports that Max is below age in writing, and that Dad collects him on time each day.
""",
    ),
    (
        "assessment.agency-checks", "partly",
        """
11/11/2024 | phone | BL
HV (Trish) - last seen at 1 yr check, weight on 50th, mum low at the time and referred to GP.
12/11/2024 | phone | BL
School office - head will ring me back.
18/11/2024 | phone | BL
School still not rung back, third message left.
""",
    ),
    (
        "assessment.agency-checks", "covered",
        """
Child and Family Assessment - write up 20 Nov 2024
Author: Beth Lowe
Education: Max attends Ferndale Juniors. His teacher says he is kind to younger children and finds change hard. Attendance is 93%.
Health: The GP practice has Max down as healthy, with one visit to A&E for a broken wrist in 2022 that was explained.
""",
    ),
    (
        "assessment.agency-checks", "none",
        """
11/11/2024 | visit | BL
Max attends Ferndale Juniors and is registered with Dr Patel. Mum says that school are happy with him and the doctor too.
""",
    ),
    (
        "assessment.agency-checks", "partly",
        """
14 November 2024 - Email received - Beth Lowe
From: Ferndale Juniors. "Max has settled since September. He is never late and his packed lunch is always a good one. We have no safeguarding concerns on file."
20 November 2024 - Supervision - Ian Crewe
Still need the health information, GP surgery says they are short of staff.
""",
    ),
    (
        "fsp.childrens-voices", "partly",
        """
1 July 2025 Home visit (announced) - Kit Soames
Children in the home: Ava, 13, and twins Leo and Luca, 6.
Leo and Luca sat with me and did the three houses; Luca put "Daddy shouting" in his house of worries and Leo copied him and giggled. Ava stayed upstairs with her music on and would not come down.
""",
    ),
    (
        "fsp.childrens-voices", "covered",
        """
1 July 2025 Home visit - Kit Soames
Present: Carla (mum), Ava (13), Leo (6).
I spoke with Ava alone in the garden. She is fed up of moving and wants to stay at her school.
Leo chatted all the way through about dinosaurs and asked when Dad is coming back.
""",
    ),
    (
        "fsp.childrens-voices", "covered",
        """
2025-06-10 CIN visit KS
Saw both girls. Hana (10) on her own first: she likes Fridays as nan picks them up. Then Iris (8), who said she is "a bit scared of the dark".
""",
    ),
    (
        "fsp.childrens-voices", "none",
        """
10.6.25 Attempted visit KS
No reply at the door. Tilly (7) and Oscar (4 months) not seen. Card left.
""",
    ),
    (
        "assessment.agency-checks",
        "covered",
        """
[12 Jan 2025 10:15] Telephone contact with Northgate Nursery by Imogen Frost
Manager, Dawn, says Sonny comes four mornings, is clean and well fed, and copies swear words. He runs to his mum at pick up.

[14 Jan 2025 16:40] Telephone contact with health visiting by Imogen Frost
Named HV Kerry Lund did the two year review in October: speech delayed, referral made, mum good at following advice.
""",
    ),
    (
        "assessment.agency-checks",
        "partly",
        """
12/1/25 multi agency info gathering
Education - Sonny not of school age, no nursery.
Health - HV visited twice since move, home always warm, mum asks for help when she needs it.
Police - no trace.
""",
    ),
    (
        "assessment.agency-checks",
        "partly",
        """
Date: 12.1.25
Worker: IF
I rang the academy and they'd put nothing in writing without consent, so no information from them yet.
Date: 15.1.25
Worker: IF
Letter from the community paediatrician: Sonny has glue ear and a squint, he has been brought to each appointment.
""",
    ),
    (
        "assessment.agency-checks",
        "none",
        """
12/1/25 Visit - IF
Mum gave verbal consent for me to speak to school and the GP. I will send the forms tomorrow.
26/1/25 Supervision - AR
Agency checks are outstanding, IF to send forms by Friday.
""",
    ),
    (
        "fsp.childrens-voices",
        "covered",
        """
[3 Feb 2025] Child protection visit by Imogen Frost
Children seen: Sonny (2), Jess (8) and Carl (11), all seen, Jess and Carl spoken to alone.
Jess said mummy and Dave are friends again. Carl thinks that Dave should go. Sonny sat on my knee and turned the pages of his book.
""",
    ),
    (
        "fsp.childrens-voices",
        "partly",
        """
[3 Feb 2025] Child protection visit by Imogen Frost
Carl (11) let me in and we had a chat about school; he feels left out of the football team. Jess (8) is staying with her nan this week so I have not seen her.
[17 Feb 2025] Child protection visit by Imogen Frost
Only Carl home. He showed me his new boots.
""",
    ),
    (
        "fsp.childrens-voices",
        "none",
        """
[3 Feb 2025] Telephone call to mother by Imogen Frost
Mum says Carl (11) is fine and Jess (8) has a cold. Visit moved to Thursday.
""",
    ),
    (
        "fsp.childrens-voices",
        "covered",
        """
Visit record - 3 Feb 2025
Worker: Imogen Frost
Who was seen: Jess, Carl
Child's voice - Jess (8): "I don't like it when they argue, I put my headphones on."
Child's voice - Carl (11): Quiet today. Answered yes and no, but drew a picture of our house with a big lock on the door.
""",
    ),
    (
        "assessment.agency-checks",
        "covered",
        """
Entry 1. 4 April 2025. Phone. Author: Rae Dunn
Spoke with Mrs Ito, deputy head at St Anne's. She describes Ruby as chatty and a bit behind with spelling; always collected by Gran.
Entry 2. 7 April 2025. Phone. Author: Rae Dunn
GP receptionist read out the summary: Ruby has eczema, Mum on medication for anxiety since 2023, nothing else of note.
""",
    ),
    (
        "assessment.agency-checks",
        "partly",
        """
04/04/25 tc school - att 98, lovely girl, gran does pick up. no concerns RD
07/04/25 em hv - requested info RD
21/04/25 em hv - chased, no response RD
""",
    ),
    (
        "fsp.childrens-voices",
        "partly",
        """
4 April 2025 - Announced visit - Rae Dunn
Gran was cooking. Ruby (7) read me her story about a snail and said Gran is the best cook. Her brother Joe (13) was playing football and I have yet to meet him.
""",
    ),
    (
        "fsp.childrens-voices",
        "covered",
        """
4 April 2025 - CIN visit - Rae Dunn
Saw Ruby (7) and Joe (13) together as they wanted. Ruby told me that they'd had pizza. Joe said he would like his own room.
""",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")


def test_what_a_worker_writes_to_a_school_is_no_answer_of_the_school() -> None:
    sent = "03/03/2025 Email - Lou Sands\nFrom: Lou Sands To: Elm Park School\nMia has two brothers who are doing well."
    answered = sent.replace("From: Lou Sands To: Elm Park School", "From: Elm Park School To: Lou Sands")
    assert ask("assessment.agency-checks", sent).facts["covered"] == []
    assert ask("assessment.agency-checks", answered).facts["covered"] == ["education"]
