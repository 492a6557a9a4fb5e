"""Stacked graphs on one time axis. The only place that knows pyqtgraph."""
