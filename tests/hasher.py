from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The same hash at a cost for tests."""

    time_cost, memory_cost, parallelism = 1, 64, 1
