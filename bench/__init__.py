"""Measurements of Snijvlak against its peers on a synthetic city; not part of the wheel.

In: `python -m bench` (`make bench`). Out: figures on the terminal and in bench/results.md. Map: city (the graph) →
operations (what is asked) → servers, bare (who answers) → load, measure, latency_probe, run (asking) → machine, results (telling);
pages is the second measurement: a page of one graph against a page of one ten times as large. bench/README.md says how
to read it.
"""
