"""The words of the studio: immutable types, ports, events and errors. Imports nothing of ours."""
