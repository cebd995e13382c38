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
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")
