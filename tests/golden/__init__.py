"""What the site stored and showed before names were changed, to compare with ever since."""
