"""How many parts a text message has: each part costs, and long ones come late or torn."""

# GSM 03.38: the signs that take one place of seven bits, and those that take two.
_ONE = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWO = set("\f^{}\\[~]|€")
# Places in a text of one part, and in each part of a longer one.
SEVEN_BITS, SIXTEEN_BITS = (160, 153), (70, 67)


def _sizes(text):
    """Return (places that each sign takes, room alone, room in a chain)."""
    if all(sign in _ONE or sign in _TWO for sign in text):
        return [2 if sign in _TWO else 1 for sign in text], *SEVEN_BITS
    return [2 if ord(sign) > 0xFFFF else 1 for sign in text], *SIXTEEN_BITS


def parts(text):
    """Return how many parts a text message has. No sign is torn in two."""
    sizes, alone, chained = _sizes(text)
    if sum(sizes) <= alone:
        return 1
    count, left = 1, chained
    for size in sizes:
        if size > left:
            count, left = count + 1, chained
        left -= size
    return count


def is_plain(text):
    """Say whether every sign fits the seven bits of a plain text message."""
    return _sizes(text)[1] == SEVEN_BITS[0]
