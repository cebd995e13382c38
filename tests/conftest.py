"""Property tests look elsewhere at each run on a desk, and at the same examples where a change is let in.

The patterns, the learnt weights and the settings of whoever runs the tests are left out of them.
"""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

os.environ["NOTESCAN_PATTERNS"] = os.environ["NOTESCAN_LEARNT"] = os.path.join(os.path.dirname(__file__), "no-such")

os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="notescan-tests-")

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
