"""C11: a team's key is changed while people write to us, and the command is killed on the way."""

import os
import re
import subprocess
import sys
import threading
import time

import pytest

from tests.prepare import PASSWORD
from tests.reliability.test_office_on_a_real_server import login
from tests.rounds import rounds
from tests.server import ROOT, HttpClient, running, send

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

CASES, LATER, KILLS = rounds(60, 120), rounds(20, 30), rounds(3, 4)
# The command asks for the password at a terminal; here it is handed over.
COMMAND = (
    "import django, sys; django.setup();"
    "from intake.management.commands import change_team_key as command;"
    "command.getpass = lambda prompt: sys.argv[1];"
    "command.AT_ONCE = 10;"
    "from django.core.management import call_command;"
    "call_command('change_team_key', 'Team', username='cora')"
)


def change_key(server, **options):
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, PASSWORD],
        env=server.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def every_reference(client):
    """Return the reference of every case in the queue, page after page."""
    found, path = set(), "/office/"
    while path:
        page = client.get(path).content.decode()
        found |= set(re.findall(r"/office/cases/([^/]+)/", page))
        later = re.search(r'href="(\?[^"]+)" rel="next"', page)
        path = later and "/office/" + later[1].replace("&amp;", "&")
    return found


def test_c11_a_key_change_that_is_killed_and_run_again_loses_no_case(tmp_path, engine_url):
    with running(tmp_path, engine_url, drafts=CASES + LATER) as (server, drafts):
        for number, secret in enumerate(drafts[:CASES]):
            if number % 20 == 0:
                server.forget_limits()
            assert send(server, secret).status_code == 302
        sent = threading.Thread(target=send_slowly, args=(server, drafts[CASES:]))
        sent.start()
        seen = []
        for _ in range(KILLS):
            with change_key(server) as process:
                for line in process.stdout:
                    seen.append(line)
                    if "cases left" in line:
                        break
                process.kill()
        assert any(re.match(r"[1-9]\d* cases left\n", line) for line in seen), seen
        while True:
            sending = sent.is_alive()
            with change_key(server) as process:
                out, _nothing = process.communicate()
            assert process.returncode == 0 and "Done." in out, out
            if not sending:
                break
        sent.join()
        assert "open with the paper only" not in out
        client = HttpClient(server, **login(server, "ben"))
        found = every_reference(client)
        assert len(found) == CASES + LATER
        closed = [
            one for one in sorted(found) if client.get(f"/office/cases/{one}/").status_code != 200
        ]
        assert closed == []
        page = client.post("/office/find/", {"q": "Ana Example"}).content.decode()
        assert "More than 50 were found" in page and "cannot be found by name yet" not in page


def send_slowly(server, drafts):
    """Send cases while the key changes: some are begun under the key before."""
    for number, secret in enumerate(drafts):
        if number % 10 == 0:
            server.forget_limits()
        assert send(server, secret).status_code == 302
        time.sleep(float(os.environ.get("PAUSE", "0.1")))
