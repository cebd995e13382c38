"""The clocks that law, guidance and local practice set, run over the events of a case."""

from notescan.clocks.data import ClockRule, clocks_in_force, default_clocks, load_clocks
from notescan.clocks.run import Settled, run_clocks

__all__ = ["ClockRule", "Settled", "clocks_in_force", "default_clocks", "load_clocks", "run_clocks"]
