"""Plans that repeat the last one, told from two texts or from what notes say."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

CASES = [
    (
        "leavers.plan-not-repeat", "repeated",
        """
02/10/2024 Pathway plan - Jo Finch
Kyra came into care at nine after her mother went to prison. She lives at Elm Court and shares a kitchen with four others. She would like to be a hairdresser and goes to college two days a week. She has some savings and manages her own shopping. Her grandmother rings her on Sundays and she sees her brother once a month.

03/04/2025 Pathway plan review - Jo Finch
Kyra came into care at nine after her mother went to prison. She lives at Elm Court and shares a kitchen with four others. She would like to be a hairdresser and goes to college two days a week. She has some savings and manages her own shopping. Her grandmother rings her on Sundays and she sees her brother once a month. Kyra is still at college.
""",
    ),
    (
        "leavers.plan-not-repeat", "fresh",
        """
02/10/2024 Pathway plan - Jo Finch
Kyra came into care at nine after her mother went to prison. She lives at Elm Court and shares a kitchen with four others. She would like to be a hairdresser and goes to college two days a week. She has some savings and manages her own shopping. Her grandmother rings her on Sundays and she sees her brother once a month.

03/04/2025 Pathway plan review - Jo Finch
Kyra lives in her own flat at Beech Road since May. She has finished Level 2 hairdressing and starts at a salon in September. She wants to save for a car and is learning to drive with her uncle. She is worried about being lonely at weekends and has joined a netball team. She and her PA will look at her budget every month.
""",
    ),
    (
        "leavers.plan-not-repeat", "unknown",
        """
02/10/2024 Visit - Jo Finch
Saw Kyra at her flat. She cooked pasta. We talked about her course.
""",
    ),
    (
        "leavers.plan-not-repeat", "repeated",
        """
02/05/2025 Supervision - Ada Pell
Kyra's pathway plan is a copy of last year's with the date changed. Jo to write it again with her.
""",
    ),
    (
        "leavers.plan-not-repeat", "repeated",
        """
Date: 01/09/2024
Type: Pathway Plan
Author: Sol Reed
Needs: Dean was placed in care at four after serious neglect and he had seven placements. Dean finds it hard to trust people. Dean lives in supported lodgings with Mrs Clay. Dean would like to work with motorbikes. Dean has no savings.

Date: 02/03/2025
Type: Pathway Plan
Author: Sol Reed
Needs: Dean was placed in care at 4 after serious neglect and he had seven placements. Dean finds it hard to trust people. Dean lives in supported lodgings with Mrs Clay. Dean would like to work with motorbikes. Dean has saved £200.
""",
    ),
    (
        "leavers.plan-not-repeat", "fresh",
        """
Date: 02/03/2025
Type: Pathway Plan
Author: Sol Reed
We started again with a blank page and left the history out, as Dean asked. Now: he rents a room on Tanner St, works three days at the garage and wants his own tools. Next: bike test in May, a savings account, and a cooking course with Mo.
""",
    ),
    (
        "leavers.plan-not-repeat", "unknown",
        """
Date: 02/03/2025
Type: Phone call
Author: Sol Reed
Dean's pathway plan is due in April. Booked for the 9th.
""",
    ),
    (
        "leavers.plan-not-repeat",
        "fresh",
        """
1 Mar 2024 | Pathway plan | PA Gwen Hill
Mo came to the UK at fifteen and was looked after from that day. Mo lives in a shared house in Salford. Mo attends English classes three days a week and is waiting for his papers. Mo needs help with a dentist.

1 Sept 2024 | Pathway plan | PA Gwen Hill
Mo has his papers and is overjoyed. He has moved to his own studio and pays rent through a standing order. He works in a bakery at night and wants to rent a van one day. His aims are a driving test by March and to find his cousin through the Red Cross.
""",
    ),
    (
        "leavers.plan-not-repeat",
        "repeated",
        """
1 Mar 2024 | Pathway plan | PA Gwen Hill
Mo came to the UK at fifteen and was looked after from that day. Mo lives in a shared house in Salford. Mo attends English classes three days a week and is waiting for his papers. Mo needs help with a dentist.

1 Sept 2024 | Pathway plan | PA Gwen Hill
Mo came to the UK at fifteen and was looked after from that day. Mo lives in a studio flat in Salford. Mo attends English classes three days a week and is waiting for his papers. Mo has been to the dentist and has a clean bill of health, and is going to the gym with a friend from work.
""",
    ),
    (
        "leavers.plan-not-repeat",
        "repeated",
        """
4 April 2025 - Supervision - Lou Hart
Read the new pathway plan for Zed. It is identical to the one from October, even the date of his dentist. Rae to do it again with him.
""",
    ),
    (
        "leavers.plan-not-repeat",
        "fresh",
        """
1/10/24 Pathway plan - RD
Zed was removed at five after his father hurt him. Zed is at Park House and has a key worker. Zed goes to the gym. Zed wants to be a chef. Zed owes £60 to a friend.
1/4/25 Pathway plan - RD
Zed is now a commis chef at the Grand and has paid back all that he owed. He shares a flat with Lee on Mill Lane. His aim is to cook in Spain by the time that he is twenty two and he is saving for the fare.
""",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tip", "outcome", "text"), CASES)
def test_the_outcome_is_what_a_careful_reader_says(tip, outcome, text):
    result = ask(tip, text)
    assert result.outcome == outcome, result.reckoning
    assert result.reckoning.endswith(".")
