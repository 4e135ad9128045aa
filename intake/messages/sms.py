"""How many parts a text message has: each part costs, and long ones come late or torn."""

# GSM 03.38: the signs that take one place of seven bits, and those that take two.
_GSM_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = set("\f^{}\\[~]|€")
# Places in a text of one part, and in each part of a longer one.
SEVEN_BITS, SIXTEEN_BITS = (160, 153), (70, 67)


def _sizes(text):
    """Return (places that each sign takes, room alone, room in a chain)."""
    if all(char in _GSM_BASIC or char in _GSM_EXTENDED for char in text):
        return [2 if char in _GSM_EXTENDED else 1 for char in text], *SEVEN_BITS
    return [2 if ord(char) > 0xFFFF else 1 for char in text], *SIXTEEN_BITS


def segments(text):
    """Return how many parts a text message has. No sign is torn in two."""
    sizes, single, chained = _sizes(text)
    if sum(sizes) <= single:
        return 1
    count, left = 1, chained
    for size in sizes:
        if size > left:
            count, left = count + 1, chained
        left -= size
    return count


def is_gsm7(text):
    """Say whether every sign fits the seven bits of a plain text message."""
    return _sizes(text)[1] == SEVEN_BITS[0]
