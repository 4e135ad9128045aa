"""Style sheets, scripts and pictures: those of the last releases are kept, and found.

While one host has the new release and another has not, a page of either may come with files that
the other answers for. So all releases collect into one folder, and what is collected while a host
runs is found without a restart.
"""

import json

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import MissingFileError
from whitenoise.storage import CompressedManifestStaticFilesStorage

RELEASES = "releases.json"
# The present one, and the two before it.
KEPT = 3


class KeptStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash, as Django makes them; those that no kept release uses are removed."""

    def save_manifest(self):
        super().save_manifest()
        present = sorted(set(self.hashed_files.values()))
        before = [one for one in self._releases() if one != present]
        releases = [*before, present][-KEPT:]
        gone = {name for one in before for name in one} - {name for one in releases for name in one}
        for name in gone:
            for ending in ("", ".gz", ".br"):
                self.delete(f"{name}{ending}")
        self.delete(RELEASES)
        self._save(RELEASES, ContentFile(json.dumps(releases).encode()))

    def _releases(self):
        """Return the names of the files of each kept release, the oldest first."""
        try:
            with self.open(RELEASES) as file:
                return json.loads(file.read())
        except (FileNotFoundError, ValueError):
            return []


class StaticFiles(WhiteNoiseMiddleware):
    def __call__(self, request):
        url = request.path_info
        if not self.autorefresh and url.startswith(self.static_prefix) and url not in self.files:
            self._look_for(url)
        return super().__call__(request)

    def _look_for(self, url):
        """Add a file that was collected since the start. What is served comes from there only."""
        root = f"{settings.STATIC_ROOT}/"
        path = root + url.removeprefix(self.static_prefix)
        if not self.url_is_canonical(url) or not self.path_is_child_of(path, root):
            return
        try:
            self.files[url] = self.find_file_at_path(path, url)
        except (MissingFileError, OSError, ValueError):
            return
