"""What supervision asked for, and whether later notes show it."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

CASES = [
    (
        "fsp.supervision-direction", "followed",
        """
04/03/2025 Supervision - Rita Nolan
Actions:
1. Sam to complete the graded care profile with mum by 25/03.
2. Sam to see Ellie alone at school by 14/03.

12/03/2025 School visit - Sam Tully
Saw Ellie on her own in the library. She said that home is calmer.

20/03/2025 Home visit - Sam Tully
Completed the graded care profile with mum, scores mostly 3.
""",
    ),
    (
        "fsp.supervision-direction", "not_followed",
        """
04/03/2025 Supervision - Rita Nolan
Actions: Sam to refer dad to the drug service by 20 March. Sam to update the chronology by 28 March.

02/04/2025 Supervision - Rita Nolan
Referral for dad to the drug service has not been made. The chronology is still outstanding.
""",
    ),
    (
        "fsp.supervision-direction", "partly",
        """
04/03/2025 Case supervision - Rita Nolan
We agreed that Sam will ring the paternal aunt this week and that Sam is to arrange a family group conference by the end of April.

07/03/2025 T/C - Sam Tully
Rang paternal aunt, Denise, who would have the children at weekends.

06/05/2025 Case supervision - Rita Nolan
Family group conference not arranged yet, carried forward to 30 May.
""",
    ),
    (
        "fsp.supervision-direction", "none_set",
        """
04/03/2025 Supervision - Rita Nolan
Discussed the family. Mum is doing well. Plan to continue.
""",
    ),
    (
        "fsp.supervision-direction", "none_set",
        """
04/03/2025 Home visit - Sam Tully
Mum to get a new cooker. Contact is supervised on Saturdays.
""",
    ),
    (
        "fsp.supervision-direction", "partly",
        """
RECORD OF SUPERVISION 10 Jan 2025
Supervisor: T Obi
Directions
- Legal advice to be sought by 17 January
- SW to write to grandparents about contact
- PAMS assessment to be commissioned

Date: 16 Jan 2025 Type: Email
To legal: request for advice sent today with chronology.

Date: 14 Feb 2025 Type: Supervision
Actions from January: legal advice - done. Grandparents - not written to. PAMS - done, starts March.
""",
    ),
    (
        "fsp.supervision-direction", "partly",
        """
Supervision record 7 Feb 2025 - manager: H Quist, worker: L Dean
- LD to speak to nursery by 14 Feb
- LD to complete GCP2 by end of March
- LD to make unannounced visit before 21 Feb

Visit 19 Feb 2025 - L Dean
Unannounced visit at 8am as asked in supervision. Children dressed and having toast.

Supervision record 4 Apr 2025 - manager: H Quist, worker: L Dean
Nursery contacted and report received. Unannounced visit done. GCP2 not started.
""",
    ),
    (
        "fsp.supervision-direction", "not_followed",
        """
7 Feb 2025 | Case supervision | H Quist
I have asked Leah to get the police history by 21 Feb and she will refer mum to the domestic abuse service.

11 Apr 2025 | Case supervision | H Quist
Neither the police history nor the domestic abuse referral has been done.
""",
    ),
    (
        "fsp.supervision-direction", "followed",
        """
7 Feb 2025 | Case supervision | H Quist
Next steps: Leah to request the police history; Leah to refer mum to the domestic abuse service.

10 Feb 2025 | Email | L Dean
Police history requested.

12 Feb 2025 | Call | L Dean
Referred mum to the domestic abuse service, they will ring her next week.
""",
    ),
    (
        "fsp.supervision-direction", "none_set",
        """
7 Feb 2025 | Case supervision | H Quist
Cancelled, Leah off sick.
""",
    ),
    (
        "fsp.supervision-direction", "none_set",
        """
7 Feb 2025 | Core group | L Dean
Health visitor to weigh the baby weekly. Mum to go to the group on Tuesdays.
""",
    ),
    (
        "fsp.supervision-direction",
        "partly",
        """
Date: 14/01/2025
Type: Case Supervision
Author: N. Farrow
Present NF and KB. Kayleigh feels the family are beginning to trust her. We looked at risk.
Agreed actions: KB will contact the perpetrator programme about dad's place. KB to do direct work with Lola on safety. Family group conference referral - KB by 31/01/2025.

Date: 22/01/2025
Type: Direct work
Author: Kayleigh Bright
Session with Lola on keeping safe, using the traffic lights. She said she would run to Auntie Jo's.

Date: 18/02/2025
Type: Case Supervision
Author: N. Farrow
Direct work with Lola has begun well. FGC referral not yet made; KB says this will be done by Friday. Perpetrator programme - no contact made.
""",
    ),
    (
        "fsp.supervision-direction",
        "followed",
        """
14.1.25 SUPERVISION (NF)
To do:
- strategy discussion minutes to be chased
- school to be visited
- genogram to be updated

20.1.25 School visit KB
Met with Mrs Oakes, head of year. Lola is settling.

22.1.25 email KB
Strategy discussion minutes received and uploaded.

24.1.25 case note KB
Genogram updated with paternal side.
""",
    ),
    (
        "fsp.supervision-direction",
        "not_followed",
        """
14/01/2025 - Management oversight - Nia Farrow
1. Kayleigh to visit weekly.
2. Police disclosure to be requested by 21/01.
3. Mum's GP to be contacted.

11/02/2025 - Management oversight - Nia Farrow
I am concerned that none of the actions from January have been completed. Police disclosure not requested, GP not contacted, and weekly visits have not happened.
""",
    ),
    (
        "fsp.supervision-direction",
        "partly",
        """
Supervision discussion on 14 January 2025 between Nia Farrow and Kayleigh Bright.
Nia asked Kayleigh to complete the parenting assessment by 28 February and to speak with maternal grandmother about respite. Kayleigh is to find out about the nursery place.

Visit to grandmother on 20 January 2025, Kayleigh Bright.
Spoke to maternal grandmother, Pat, about respite. She can have Lola on alternate weekends.

Supervision discussion on 3 March 2025 between Nia Farrow and Kayleigh Bright.
The parenting assessment is late and will now be finished on 21 March. Nursery place found from 10 March.
""",
    ),
    (
        "fsp.supervision-direction",
        "none_set",
        """
14/01/2025 - Supervision - Nia Farrow
Reflective discussion about Lola's day. What is it like for her when mum is low? Kayleigh thinks that Lola is the carer. Next supervision 11 February.
""",
    ),
    (
        "fsp.supervision-direction",
        "followed",
        """
14/01/2025 - Supervision - Nia Farrow
KB to get written consent from dad by 24/01. KB to hold a professionals' meeting by 14/02.

21/01/2025 - Visit - Kayleigh Bright
Dad signed the written consent form.

12/02/2025 - Meeting - Kayleigh Bright
Professionals' meeting held with school, health visitor and police.
""",
    ),
    (
        "fsp.supervision-direction",
        "partly",
        """
14/01/2025 - Supervision - Nia Farrow
Tasks: complete chronology (KB) 31/1; request paediatric report (KB) 24/1; joint visit with FSW (KB and DO) by 7/2.

6/02/2025 - Joint visit - Kayleigh Bright
Joint visit with Dee Oram, FSW. Children were at home and we played a game.

11/02/2025 - Supervision - Nia Farrow
Tasks reviewed. Chronology complete and on file. Paediatric report still awaited, not requested until 10/2. Joint visit took place.
""",
    ),
    (
        "fsp.supervision-direction",
        "followed",
        """
4 April 2025 - Supervision - Lou Hart
Rae to meet Joe on his own before 18 April. Rae to ask the GP for Mum's medication review by 11 April.
10 April 2025 - Call - Rae Dunn
GP: medication review for Mum done in February, and asked for a copy which they will send.
15 April 2025 - Direct work - Rae Dunn
Met Joe by himself at the park. He told me about his team.
""",
    ),
    (
        "fsp.supervision-direction",
        "not_followed",
        """
4 April 2025 - Supervision - Lou Hart
Rae to meet Joe on his own before 18 April. Rae to begin life story work with Ruby.
6 June 2025 - Supervision - Lou Hart
Joe has still not been met and life story work has not begun.
""",
    ),
    (
        "fsp.supervision-direction",
        "partly",
        """
4 April 2025 - Supervision - Lou Hart
Actions
* Rae: housing letter, 11/4
* Rae: Joe's school meeting, 30/4
* Lou: agree funding for taxi
6 June 2025 - Supervision - Lou Hart
Previous actions: housing letter sent 10/4. School meeting not arranged. Funding agreed.
""",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")
