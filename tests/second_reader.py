"""A second reader opens each document of a packet, and marks it as read."""

import re

from django.utils import timezone

from intake.packets import contents, readings


def mark_all(packet, unlocked, by):
    """Open and mark each document of a packet in review, as `by`. Return the packet as it is."""
    packet = type(packet).objects.select_related("case").get(pk=packet.pk)
    if packet.is_in_review:
        for key in contents.names_of_documents(packet, unlocked):
            readings.note_opened(packet, key, by=by, at=timezone.now())
            readings.mark_read(packet, key, by=by, at=timezone.now())
    return packet


def read_each(client, path):
    """Open and mark each document of the packet at `path`, through the pages."""
    page = client.get(path).content.decode()
    for key in dict.fromkeys(re.findall(rf'href="{path}([\w-]+)/"', page)):
        client.get(f"{path}{key}/")
        client.post(f"{path}mark_read/go/", {"document": key})


def approve(client, path):
    """Read each document of the packet at `path` and approve it, through the pages."""
    read_each(client, path)
    return client.post(f"{path}second_read/go/")
