"""Prepare the database of a server under test: "office" makes tables and a team, a number as many
drafts ready to send.

Run as a process of its own, with the server's settings. Prints one browser secret a draft.
"""

import sys

import django

PASSWORD = "a quiet lantern for the tests"


def office():
    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    from intake.accounts import actions as people
    from intake.accounts.models import Role
    from intake.demo import set_second_factor
    from intake.vault import keys
    from tests.second_factor import SEED

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    team, cora, _code = people.create_first_team(
        team_name="Team", username="cora", first_name="Cora", password=PASSWORD
    )
    set_second_factor(cora, SEED)
    private_keys = keys.unlock_teams(cora.member, keys.unlock_member(cora.member, PASSWORD))[
        team.pk
    ]
    now = timezone.now()
    for name in ("ben", "dan"):
        one, token = people.invite(
            username=name, first_name=name.title(), role=Role.VOLUNTEER, now=now
        )
        people.accept_invitation(people.find_invitation(token, now=now), PASSWORD)
        one.refresh_from_db()
        keys.grant(team, private_keys, one.member)
        set_second_factor(one, SEED)
    # So that all of it is in the one file that is copied.
    connections.close_all()


def drafts(count):
    from django.utils import timezone

    from intake.complaints import drafts
    from intake.flow.complaint import COMPLAINT
    from intake.flow.sample import sample

    now, answers = timezone.now(), sample(COMPLAINT)
    for _ in range(count):
        print(drafts.start({"answers": answers, "lane": "full"}, now=now))


if __name__ == "__main__":
    django.setup()
    office() if sys.argv[1] == "office" else drafts(int(sys.argv[1]))
