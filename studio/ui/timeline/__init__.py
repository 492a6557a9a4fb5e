"""The whole clip in one strip: reps, finding marks, playhead, loop."""
