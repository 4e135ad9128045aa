"""What 67465de stored, as plain JSON and as sealed bytes: later releases must still read it."""
