"""The settings of observations, on small cases."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

CASES = [
    (
        "disability.behavioural-observation", "several",
        """
03/03/2025 Home visit - Lena Okafor
Isla was rocking in her chair in the lounge, humming, and pushed the toys away when her brother came near.

10/03/2025 School visit - Lena Okafor
In class Isla flapped her hands at the bell and hid under the table; she came out when the teaching assistant sang to her.
""",
    ),
    (
        "disability.behavioural-observation", "one",
        """
03/03/2025 Home visit - Lena Okafor
Isla was rocking in her chair, humming, and pushed the toys away when her brother came near.

04/03/2025 Call - Lena Okafor
Mum says that Isla bites at school.
""",
    ),
    (
        "disability.behavioural-observation", "none",
        """
03/03/2025 Home visit - Lena Okafor
Isla was in bed asleep and was not observed. Mum talked about the new wheelchair.
""",
    ),
    (
        "disability.behavioural-observation", "several",
        """
1.4.25 report from Maple House (short breaks)
On her last stay Isla slept well, laughed at the bubble machine and screamed when the fire door banged.

9.4.25 visit to swimming pool - LO
Watched Isla in the water with her carer, kicking and squealing with joy; calm as soon as she was in.
""",
    ),
    (
        "disability.behavioural-observation", "several",
        """
6 May 2025 - Visit - Priya Nair
Met Tom at after school club. He lined up the chairs, then spun and clapped when the music began.
20 May 2025 - Home visit - Priya Nair
Tom paced the hall and bit his hand when the hoover went on; once it stopped he came and sat beside me.
""",
    ),
    (
        "disability.behavioural-observation", "several",
        """
6 May 2025 - Email from school transport escort
Tom cries on the minibus every Monday and puts his coat over his head; by the bridge he is laughing.
7 May 2025 - Hospital clinic - Priya Nair
Tom watched the fish tank for twenty minutes, very still, and screamed when the nurse took his arm.
""",
    ),
    (
        "disability.behavioural-observation", "one",
        """
20 May 2025 - Home visit - Priya Nair
I observed Tom for an hour. He flapped at the window, squealed at the bin lorry and came to me for a hug.
""",
    ),
    (
        "disability.behavioural-observation", "none",
        """
20 May 2025 - Telephone call - Priya Nair
Mum said Tom has been unsettled and is not sleeping. Observation at school to be arranged.
""",
    ),
    (
        "disability.behavioural-observation",
        "several",
        """
3 Feb 2025 | School observation | IF
Ned sat at the edge of the carpet with his ear defenders on, tapping his foot. When the class sang he rocked and smiled.
10 Feb 2025 | Respite visit | IF
Ned ran the length of the hall again and again and shouted when another child came near him.
""",
    ),
    (
        "disability.behavioural-observation",
        "one",
        """
3 Feb 2025 | School observation | IF
Ned sat at the edge of the carpet with his ear defenders on, tapping his foot. When the class sang he rocked and smiled.
10 Feb 2025 | Call with dad | IF
Dad told me that Ned bites at home and throws his plate.
""",
    ),
    (
        "disability.behavioural-observation",
        "several",
        """
3 Feb 2025 | Home visit | IF
Ned spun the wheels of his car for all of my visit and covered his ears at the kettle.
10 Feb 2025 | Out with Ned and his carer | IF
In the supermarket Ned lay down on the floor and screamed by the freezers; in the park he climbed and laughed.
""",
    ),
    (
        "disability.behavioural-observation",
        "several",
        """
4 April 2025 - Visit to special school - Rae Dunn
Abe was in the sensory room. He rolled on the mat, giggled at the lights and cried when it was time to go.
9 April 2025 - Visit at home - Rae Dunn
Abe lay under the table for most of my visit and tapped the leg with a spoon.
""",
    ),
    (
        "disability.behavioural-observation",
        "one",
        """
9 April 2025 - Visit at home - Rae Dunn
Abe lay under the table for most of my visit and tapped the leg with a spoon. His mum says school find him hard.
""",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")
