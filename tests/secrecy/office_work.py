"""What a volunteer writes about every case there is: run as a process, with a server's settings.

Arguments: a marker, and how many cases get it, the newest first.
"""

import sys

import django


def work_on(case, key, mark, ana, ben):
    from django.utils import timezone

    from intake.cases import actions, work
    from intake.messages import actions as letters
    from intake.packets import actions as packets
    from intake.translations import actions as translations

    now = timezone.now()
    actions.write_note(case, f"{mark} note", key=key, by=ana, at=now)
    letter = letters.write(
        case, f"{mark} question", language="en", template=("", 0, mark), key=key, by=ana, at=now
    )
    letters.translate(letter, f"{mark} otherwise", "es", key=key, by=ben)
    translations.keep(case, "0:story/story", f"{mark} in English", key=key, by=ana, at=now)
    work.correct(case, "minor", "no", key=key, by=ana, at=now, reason=f"{mark} by phone")
    packet = packets.prepare(case, "foia", key=key, by=ana, at=now)
    [(paper, document), *_more] = packets.papers_in(packet, key, today=timezone.localdate())
    own = next(iter(document.own_words()))
    packets.edit(packet, paper.key, {own: f"{mark} other words"}, key=key, by=ana, at=now)
    packet = packets.make_ready(packet, key=key, by=ana, at=now)
    packet = packets.second_read(packet, key=key, by=ben, at=now)
    packets.agree(packet, f"{mark} said yes", key=key, by=ben, at=now)


def main(mark, count):
    from intake.models import Case, Volunteer
    from intake.vault import keys, envelopes
    from tests.prepare import PASSWORD

    ana, ben = (Volunteer.objects.get(username=name) for name in ("cora", "ben"))
    teams = keys.open_teams(ana.member, keys.open_member(ana.member, PASSWORD))
    for case in Case.objects.order_by("-pk")[:count]:
        work_on(case, envelopes.opened_by_team(case.owner, teams), mark, ana, ben)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
