import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def numbers(seed=SEED, at=None):
    """Return the six numbers that an authenticator app shows."""
    return format_hotp_value(hotp_value(seed, int(at or time.time()) // 30))
