"""What a volunteer writes about every case there is: run as a process, with a server's settings.

Arguments: a marker, and how many cases get it, the newest first.
"""

import secrets
import sys

import django


def work_on(unlocked, mark, ana, ben):
    from django.utils import timezone

    from intake.cases import actions, volunteer_actions
    from intake.cases.batches import BatchRow
    from intake.messages import actions as letters
    from intake.packets import actions as packets
    from intake.packets import comments, contents, edits
    from intake.translations import actions as translations
    from tests.second_reader import mark_all

    now = timezone.now()
    case = unlocked.case
    BatchRow.objects.create(case=case, team_id=case.team_id, value=secrets.token_bytes(32))
    actions.write_note(unlocked, f"{mark} note", by=ana, at=now)
    question = f"{mark} question"
    letters.update_case(
        unlocked, text=question, language="en", template=("", 0, mark), seen="", by=ana, at=now
    )
    letter = unlocked.case.messages.order_by("pk").last()
    letters.translate(letter, f"{mark} otherwise", "es", unlocked=unlocked, by=ben)
    translations.save_translation(unlocked, "0:story/story", f"{mark} in English", by=ana, at=now)
    volunteer_actions.correct(unlocked, "minor", "no", by=ana, at=now, reason=f"{mark} by phone")
    packet = packets.prepare(unlocked, "foia", by=ana, at=now)
    [(paper, document), *_more] = contents.documents_in(
        packet, unlocked, today=timezone.localdate()
    )
    words = {next(iter(document.editable_paragraphs())): f"{mark} other words"}
    edits.edit_paragraphs(packet, paper.slug, words, unlocked=unlocked, by=ana, at=now)
    packet = packets.make_ready(packet, unlocked=unlocked, by=ana, at=now)
    comments.comment(packet, f"{mark} comment", unlocked=unlocked, by=ben, at=now)
    mark_all(packet, unlocked, ben)
    packet = packets.second_read(packet, unlocked=unlocked, by=ben, at=now)
    packets.agree(packet, f"{mark} said yes", unlocked=unlocked, by=ben, at=now)


def main(mark, count):
    from django.utils import timezone

    from intake.cases import list_entries
    from intake.models import Case, Volunteer
    from intake.vault import envelopes, keys
    from tests.prepare import PASSWORD

    ana, ben = (Volunteer.objects.get(username=name) for name in ("cora", "ben"))
    teams = keys.unlock_teams(ana.member, keys.unlock_member(ana.member, PASSWORD))
    cases = list(Case.objects.order_by("-pk")[:count])
    for case in cases:
        work_on(case.unlocked(envelopes.unlock_key_with_team(case.owner, teams)), mark, ana, ben)
    list_entries.read(cases, teams, timezone.localdate())  # names, as lists show them


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
