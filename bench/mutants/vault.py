"""Faults of encryption: what is bound to what, and who keeps which key."""

from .base import Mutant

VAULT = (
    Mutant(
        "vault-aad-ambiguous",
        "The parts of the associated data run into each other.",
        "intake/vault/crypto.py",
        old="_PARTS.encode([str(part) for part in parts]).encode()",
        new='"|".join(str(part) for part in parts).encode()',
        tests="tests/vault/test_crypto.py::test_context_is_never_ambiguous",
    ),
    Mutant(
        "vault-any-format-opens",
        "The format and suite bytes of a wrap are not looked at.",
        "intake/vault/crypto.py",
        old="if wrapped[:2] != WRAP_FORMAT + SUITE:",
        new="if len(wrapped) < 2:",
        tests="tests/vault/test_crypto.py::test_c3_any_flipped_bit_of_a_wrap_is_refused",
        moved="It was the version byte of a ciphertext; that byte is authenticated now.",
    ),
    Mutant(
        "vault-size-leaks",
        "The padding forgets what sealing adds, so a ciphertext is no multiple of its step.",
        "intake/vault/crypto.py",
        old="size = len(data) + 1 + NONCE_BYTES + 16",
        new="size = len(data)",
        tests="tests/vault/test_crypto.py::test_boxes_tell_their_size_only_in_steps",
    ),
    Mutant(
        "vault-wrap-not-bound-to-its-case",
        "A wrap of one case opens in the place of another's.",
        "intake/vault/envelopes.py",
        old='return crypto.aad("wrap", kind, owner)',
        new='return crypto.aad("wrap", kind)',
        tests="tests/vault/test_keys.py::test_c4_wraps_of_one_case_open_no_other",
    ),
    Mutant(
        "vault-membership-not-bound-to-its-team",
        "A team's key that is wrapped to a member opens as the key of another team.",
        "intake/vault/keys.py",
        old='return crypto.aad("membership", team_id)',
        new='return crypto.aad("membership")',
        tests="tests/vault/test_wrap_formats.py",
    ),
    Mutant(
        "vault-one-purpose-for-code-and-browser",
        "The code and the browser's secret are derived for the same purpose.",
        "intake/vault/envelopes.py",
        old='return crypto.derive(secret.encode(), f"wrap {kind}")',
        new='return crypto.derive(secret.encode(), "wrap")',
        tests="tests/vault/test_wrap_formats.py",
    ),
    Mutant(
        "vault-look-up-without-pepper",
        "What finds a wrap is hashed under the wrong secret.",
        "intake/vault/envelopes.py",
        old='return crypto.blind_index(settings.PEPPER.encode(), f"{kind}:{secret}".encode())',
        new='return crypto.blind_index(settings.SECRET_KEY.encode(), f"{kind}:{secret}".encode())',
        tests="tests/vault/test_wrap_formats.py",
    ),
    Mutant(
        "vault-code-check-not-compared",
        "A code with a wrong check character is taken for a code.",
        "intake/vault/codes.py",
        old="or set(code) - set(ALPHABET) or _check_character(code[:-1]) != code[-1]",
        new="or set(code) - set(ALPHABET)",
        tests="tests/vault/test_codes.py",
    ),
    Mutant(
        "vault-old-key-erased-too-soon",
        "An older key of a team goes while wraps still need it.",
        "intake/vault/keys.py",
        old="if not stale_wraps(team).exists():",
        new="if team.key_number > 1:",
        tests=(
            "tests/office/test_work.py::test_c11_a_teams_key_is_changed_in_steps_and_nothing_is_lost"
        ),
    ),
    Mutant(
        "vault-transferred-and-still-open",
        "The team that gave a case away keeps its wrap of it.",
        "intake/vault/envelopes.py",
        old="damage.forget_missing_wrap(key.owner, Wrap.Kind.TEAM) before.delete()",
        new="damage.forget_missing_wrap(key.owner, Wrap.Kind.TEAM)",
        tests="tests/vault/test_keys.py",
    ),
)
