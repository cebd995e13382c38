"""Letters to the child, and letters that are none."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

CASES = [
    (
        "cla.letter-report", "letter",
        """
10/03/2025 Social worker's report for review - Una Marsh
Dear Jayden,
I am writing to tell you what I will say at your review. You have lived with Pat and Steve for a year now. You told me that you love your bunk bed and that you want to see your sister more. I am proud of how hard you have worked at school.
From Una
""",
    ),
    (
        "cla.letter-report", "no_letter",
        """
10/03/2025 Letter - Una Marsh
Dear Ms Hale,
I am writing to tell you about Jayden's review on 4 April. You are welcome to bring someone with you. Your views matter and you can send them to me before.
""",
    ),
    (
        "cla.letter-report", "no_letter",
        """
10/03/2025 Report - Una Marsh
Jayden has lived with Pat and Steve for a year. Jayden says that he loves his bunk bed. Jayden would like to see his sister more.

12/03/2025 Text - Una Marsh
Hi Jayden, are you ok for me to come on Thursday at 4? Let me know if you want chips x
""",
    ),
    (
        "cla.letter-report", "letter",
        """
10/03/2025 CLA review - Una Marsh
Child: Jayden Cole (10). The IRO read my report, which I had written as a letter to Jayden, and he kept it.
""",
    ),
    (
        "cla.letter-report", "letter",
        """
10/03/2025 Case note - Una Marsh
Child: Amina Yusuf (8). Report for review uploaded, text below.
Hello Amina! This letter is about you and what grown ups are planning. When we met you said you liked your foster carers' cat best of all. You also told me that you get sad on Sundays, and I have asked that your mum rings you then.
""",
    ),
    (
        "cla.letter-report", "letter",
        """
Review report 3 June 2025
Author: Wes Tan
Child: Mollie Ash
Dear Mollie
It is time for your review again, so I want to tell you how I think things are going for you. You have made a really good friend in Beth and you have learned to swim. You said you would like to see Mum more often and I am going to talk to the people at the meeting about that.
""",
    ),
    (
        "cla.letter-report", "no_letter",
        """
3 June 2025 Email - Wes Tan
Child: Mollie Ash (9)
Dear Karen (IRO), please find my report for Mollie's review. You will see that I have added the health section as you asked. Your comments would help.
""",
    ),
    (
        "cla.letter-report", "no_letter",
        """
3 June 2025 Appointment letter - Wes Tan
Child: Mollie Ash (16)
Dear Mollie, your appointment with the nurse is on 12 June at 10. Please bring your red card. If you can't come please ring us.
""",
    ),
    (
        "cla.letter-report", "no_letter",
        """
3 June 2025 CLA review - Wes Tan
Child: Mollie Ash (9). The chair asked that the next report be written as a letter to Mollie. Mine was the standard form and talked about her.
""",
    ),
    (
        "cla.letter-report",
        "letter",
        """
3 Feb 2025 | Report for review | IF
To Bella,
This is your report for your meeting on 20 February. You are now in Year 5 and you have got braver at swimming. You said that you want to stay with Auntie Viv and we all think so too. Your brothers miss you and you will see them at half term.
Love from Imogen
""",
    ),
    (
        "cla.letter-report",
        "no_letter",
        """
3 Feb 2025 | Letter | IF
Child: Bella Stone (9)
Dear Viv and Mark, thank you for all that you do for Bella. Your next support visit is on 4 March and you told me you would like some training on sleep.
""",
    ),
    (
        "cla.letter-report",
        "no_letter",
        """
3 Feb 2025 | CLA review | IF
Child: Bella Stone (9). Bella came to her review and told the meeting that she likes living with Viv. "Dear Mum" is how she began the card that she brought: "Dear Mum, I hope you are well, I miss you and I love you."
""",
    ),
    (
        "cla.letter-report",
        "letter",
        """
4 April 2025 - Social work report - Rae Dunn
Hi Ruby, I wanted to write to you before your meeting. You have been with Gran for two years and you told me that it feels like home. You are getting help with your spelling. You asked if you could see Joe every week and I am going to ask the meeting about that.
""",
    ),
    (
        "cla.letter-report",
        "no_letter",
        """
4 April 2025 - Social work report - Rae Dunn
Child: Ruby Cole (7). Ruby has been with her gran for two years. She asked whether she can see Joe each week.
""",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")
