import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def numbers(seed=SEED, at=None):
    """Return the six numbers that an authenticator app shows."""
    return format_hotp_value(hotp_value(seed, int(at or time.time()) // 30))


def lasting_numbers(seconds=15, seed=SEED):
    """Return numbers that an app shows for so long still: wait for the next ones if need be."""
    left = 30 - time.time() % 30
    time.sleep(left + 0.1 if left < seconds else 0)
    return numbers(seed)
