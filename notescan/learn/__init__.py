"""Train the component that weighs evidence (pipeline/worth.py) on marked cases, and measure what it adds."""
