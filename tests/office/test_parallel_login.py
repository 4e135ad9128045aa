"""S10 on a real server with two workers: eight logins at once share one second factor."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.prepare import PASSWORD
from tests.second_factor import lasting_numbers
from tests.server import HttpClient, running

pytestmark = pytest.mark.postgres

LOGIN, SECOND = "/office/account/login/", "/office/account/second/"


@pytest.mark.slow
def test_s10_the_same_numbers_open_one_of_eight_logins(tmp_path):
    url = os.environ.get("DATABASE_URL", "")
    with running(tmp_path, url if url.startswith("postgres") else "") as (server, _secrets):
        cookies = []
        for _ in range(8):
            client = HttpClient(server)
            client.post(LOGIN, {"login": "cora", "password": PASSWORD})
            cookies.append(client.cookies)
        # New connections: the server has closed the first ones meanwhile.
        clients = [HttpClient(server, **each) for each in cookies]
        code = lasting_numbers()
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda client: client.post(SECOND, {"code": code}), clients))
        assert sorted(answer.status_code for answer in answers) == [200] * 7 + [302]
        inside = [client.get("/office/").status_code for client in clients]
        assert sorted(inside) == [200] + [302] * 7
