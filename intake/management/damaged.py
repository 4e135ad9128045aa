"""How a command ends that passed over what is damaged: it names all of it, and fails."""

from collections.abc import Collection

from django.core.management.base import BaseCommand, CommandError

from intake.vault.damage import Found

MOST_NAMED = 100
ALL_OF_IT = "See all of it with: manage.py check_vault"


def end_with_damage(command: BaseCommand, found: Collection[Found], advice: str) -> None:
    """Name what a pass over all cases met that is damaged. Raises CommandError if there is any."""
    if not found:
        return
    for one in list(found)[:MOST_NAMED]:
        command.stdout.write(f"damaged: {one}")
    raise CommandError(
        f"{len(found)} damaged, and passed over. The others are done. {advice} {ALL_OF_IT}"
    )
