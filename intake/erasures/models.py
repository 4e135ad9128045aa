"""What was erased lately, as keyed hashes: a restored backup must not bring it back."""

from django.db import models


class Erasure(models.Model):
    """One draft, case or file that was erased. The hash says so only to those who have its id."""

    mac = models.CharField(max_length=64, primary_key=True)
    erased_on = models.DateField()

    def __str__(self):
        return f"erased on {self.erased_on}"
