"""The clocks that law, guidance and local practice set, run over the events of a case."""

from notescan.clocks.data import ClockRule, clocks_in_force, default_clocks, load_clocks
from notescan.clocks.run import run_clocks

__all__ = ["ClockRule", "clocks_in_force", "default_clocks", "load_clocks", "run_clocks"]
