"""One complaint from the first question to its end, as the filer and as the office see it.

It is told twice: by the person, and by somebody who helps them.
"""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from tests.golden import world
from tests.golden.filing import Filer
from tests.golden.visitor import Visitor
from tests.public.returning import photo

CHANGES = ("free", "moved", "hold", "contact", "lawyer", "sent")
ROUTES = (
    "citizens",
    "foia",
    "amend",
    "fbi",
    "entry",
    "ftca",
    "oig",
    "opr",
    "congress",
    "doj",
    "attorney-general",
    "local",
)
WRONG_DAY = {"when_y": "no", "placed_on_y": "no", "way": "email", "email": "no"}


class Story:
    """`voice` is who files; `name` begins the references of its cases."""

    def __init__(self, office, voice, name, public, desk):
        self.office, self.voice, self.name = office, voice, name
        self.public, self.desk = public, desk
        self.case = f"{name}-001"
        self.path = f"/office/cases/{self.case}/"
        self.filer = Filer(public, address="192.0.2.10")

    def tell(self):
        self.fill_in()
        self.send()
        self.look_after_sending()
        self.short_lane()
        self.papers_only()
        self.read_in_the_office()
        self.write_to_each_other()
        self.translate()
        self.papers_of_every_kind()
        self.packet_to_its_answer()
        self.words_that_clash()
        self.what_changed()
        self.correct_what_was_sent()
        self.other_pages_of_the_case()

    # Filing.

    def fill_in(self):
        answers = world.answers(filing_for=self.voice, held=True)
        self.filer.fill(answers, "full", "full form")
        self.filer.get("/check/", "check")
        self.filer.post("/check/", {}, "check, no answer")
        self.filer.post("/check/", {"name": "x" * 201, "true": "on"}, "check, name too long")
        self._files_in_form()
        self.filer.get("/sheet/", "sheet, from the answers")
        self.filer.get("/sheet/mine/", "sheet, made from the answers")
        self.filer.get("/days/", "days, of a draft")
        self.filer.get("/papers/", "papers, of a draft")
        self.filer.get("/erase/", "erase, a draft")
        self.filer.get("/status/", "status, of a draft")
        self.filer.post("/check/", {"save": "1"})
        self.filer.get("/code/", "code, of a draft")
        self.filer.get("/code/end/", "code end")
        self.filer.post("/code/end/", {}, "code end, no answer")
        self.filer.post("/code/end/", {"end": "00000"}, "code end, wrong")
        self.filer.get("/code/picture/", "code picture")
        self.filer.get("/code/file/", "code file")
        self.filer.get("/remind/", "remind, of a draft")
        self.filer.get("/ask/story/", "full form, story, with a code")
        typed = {"story": "I have no papers. They took my keys.", "lane": "full"}
        self.filer.post("/ask/story/", typed, "full form, story, asked about its words")

    def _files_in_form(self):
        self.filer.get("/files/", "files, of a draft")
        self.filer.post("/files/", {}, "files, of a draft, no file", content_type=MULTIPART_CONTENT)
        self._add(
            SimpleUploadedFile("a.zip", b"PK\x03\x04" + bytes(60)), "x", "files, of a draft, no"
        )
        self._add(SimpleUploadedFile("a.jpg", photo()), "The hold form")
        self.filer.get("/files/1/1/", "files, of a draft, a picture")
        self.filer.get("/check/", "check, with a file")
        self.filer.get("/erase/", "erase, a draft with a file")
        self.filer.get("/files/", "files, of a draft, one added")
        [file_id] = re.findall(r'name="paper" value="([^"]+)"', self.filer.html)
        self.filer.post("/files/drop/", {"paper": file_id}, "files, of a draft, taken off")

    def send(self):
        assert self.filer.send() == "/done/"
        self.office.name_newest(self.case)
        self.filer.get("/done/", "done")
        self.code = self.filer.find(r'class="code" [^>]*>([^<]+)<')
        self.filer.post("/code/end/", {"end": self.code[-5:]}, "code end, right")
        self.filer.get("/check/", "check, after sending")
        self.filer.post("/check/", {}, "check, sent again")
        self.filer.get("/ask/story/", "question, after sending")
        self.filer.post("/ask/story/", {"story": "More."}, "question, with words, after sending")
        self.filer.get("/papers/", "papers")
        for key in dict.fromkeys(re.findall(r'href="/papers/([\w-]+)/"', self.filer.html)):
            if key != "all":
                self.filer.get(f"/papers/{key}/", f"papers, {key}")
        self.filer.get("/papers/crcl-complaint/word/", "papers, a Word file")
        self.filer.get("/papers/?no-file=1", "papers, not made")
        self.filer.get("/letters/contact/", "papers, contact")
        self.filer.post("/letters/contact/", {"email": "no"}, "papers, contact, wrong")
        self.filer.get("/letters/facts/", "papers, facts")
        for key in ("needs", "numbers", "authority", "decisions"):
            self.filer.get(f"/letters/facts/{key}/", f"papers, facts, {key}")
        self.filer.post("/letters/facts/decisions/", {}, "papers, facts, nothing chosen")
        self.filer.get("/letters/words/", "papers, words")
        self.filer.post("/letters/words/", {}, "papers, words, old page")
        self.filer.get("/days/", "days")

    def look_after_sending(self):
        self.office.later()
        self.filer = Filer(self.public, address="192.0.2.11")
        self.filer.post("/return/", {"code": self.code}, "return, with the code")
        self.filer.get("/done/", "done, another phone")
        self.filer.get("/status/", "status, new")
        self.filer.get("/code/picture/", "code picture, another phone")
        for name, path in (
            ("messages", "/messages/"),
            ("add", "/add/"),
            ("changed", "/changed/"),
            ("files", "/files/"),
            ("remind", "/remind/"),
            ("stop", "/stop/"),
            *((f"changed, {what}", f"/changed/{what}/") for what in CHANGES),
        ):
            self.filer.get(path, name)
            if name == "files":
                continue
            if name not in ("remind", "changed, free"):  # to say nothing more is an answer
                self.filer.post(path, {}, f"{name}, no answer")
            if name == "remind" or name.startswith("changed, "):
                self.filer.post(path, WRONG_DAY, f"{name}, wrong answers")
        self.filer.get("/changed/no-such/", "changed, no such change")
        self.filer.get("/agree/", "agree, nothing to agree to")
        self.filer.get("/erase/", "erase, a case")
        self.filer.post("/remind/", {"way": "email", "email": "sam@example.com"})
        self.filer.get("/remind/", "remind, set")
        self._files()

    def _files(self):
        self.filer.post("/files/", {"what": "x"}, "files, no file", content_type=MULTIPART_CONTENT)
        packed = SimpleUploadedFile("a.zip", b"PK\x03\x04" + bytes(60))
        self._add(packed, "x", "files, a packed folder")
        self._add(SimpleUploadedFile("a.txt", b"A letter in words.\nTwo lines."), "A letter")
        self.office.later()
        self._add(SimpleUploadedFile("a.txt", b"as it came"), "", as_it_came="on")
        self.filer.post("/files/missing/", {"missing": "later"})
        self.office.later()
        self._add(SimpleUploadedFile("a.jpg", photo()), "A photo")
        self.filer.get("/files/", "files, three added")
        self.filer.get("/files/3/1/", "files, a picture")
        self.filer.get("/files/1/1/", "files, no picture of a text")
        self.filer.get("/files/")
        photo_id = re.findall(r'name="paper" value="([^"]+)"', self.filer.html)[2]
        self.filer.post("/files/drop/", {"paper": photo_id}, "files, one taken off", follow=True)

    def _add(self, file, what, name="", **more):
        data = {"file": file, "what": what} | more
        self.filer.post("/files/", data, name, content_type=MULTIPART_CONTENT)

    def short_lane(self):
        """File the same person's complaint in the short lane, add pages, and erase it."""
        filer = Filer(self.public, address="192.0.2.12")
        answers = world.answers("urgent", filing_for=self.voice, held=True)
        filer.fill(answers, "urgent", "short form", errors=False)
        filer.get("/check/", "check, short form")
        filer.send()
        self.office.name_newest(f"{self.name}-002")
        filer.get("/done/", "done, short form")
        self.short_code = filer.find(r'class="code" [^>]*>([^<]+)<')
        filer.get("/status/", "status, short form")
        filer.post("/more/", {}, "more")
        filer.get(filer.place, "more, first page")
        filer.get("/status/", "status, pages begun")
        filer.get("/erase/", "erase, pages begun")
        filer.fill(world.answers(filing_for=self.voice, held=True), "full", errors=False)
        filer.post("/ask/witnesses/0/drop/", {}, "more, an entry taken off", follow=True)
        filer.post("/ask/witnesses/", {"skip": "1"})
        filer.send("more, sent")
        filer.get("/status/", "status, pages added")
        if self.voice != "me":
            filer.post("/another/", {}, "another")
            filer.get(filer.place, "another, first page")
            filer.get("/leave/")

    def papers_only(self):
        """Make papers and leave no case, and look at the page for what is not for us."""
        other = {"went_wrong": ["other"]}
        filer = Filer(self.public, address="192.0.2.13")
        filer.fill(world.answers(filing_for=self.voice, problem=other), "full")
        filer.get("/ask/other-help/", "full form, other-help")
        choices = {"keep": "papers_only", "send": "self", "count": "no"}
        filer = Filer(self.public, address="192.0.2.14")
        filer.fill(world.answers(filing_for=self.voice, held=True, sharing=choices), "full")
        filer.get("/check/", "check, papers only")
        filer.send()
        filer.get("/papers/", "papers, only papers")
        filer.get("/papers/consent/", "papers, one, only papers")
        filer.get("/letters/words/", "papers, words, only papers")
        if self.voice == "me":
            filer.get("/papers/all/", "papers, all in one file")
        filer.get("/erase/", "erase, only papers")
        filer.post("/erase/", {}, "erased, only papers")

    # In the office.

    def read_in_the_office(self):
        ana = self.ana = self._volunteer("ana")
        self.ben, self.tess = self._volunteer("ben"), self._volunteer("tess")
        ana.get(self.path, "case, new")
        self.tess.get(self.path, "case, new, for a translator")
        self._volunteer("rita").get(self.path, "case, new, for a reader")
        ana.post(f"{self.path}take/", {}, "case, taken", follow=True)
        ana.post(f"{self.path}note/", {}, "case, note, no answer")
        note = {"text": "A note of ours.\nWith <two> lines.", "for_next_shift": "on"}
        ana.post(f"{self.path}note/", note)
        named = {"text": "@ben: look at the hold. @nobody, too."}
        ana.post(f"{self.path}note/", named, "case, a note that names somebody", follow=True)
        self.ben.get("/office/today/", "today, a note names one")
        wrong = {"seen": "new", "to": "no such"}
        ana.post(f"{self.path}move/", wrong, "case, status, wrong answer")
        ana.post(f"{self.path}move/", {"seen": "sent", "to": "reading"})
        ana.get(self.path, "case, a note, and a status that was changed meanwhile")
        ana.post(f"{self.path}reveal/", {}, "case, ways to reach them shown")
        self._small_acts()
        self.ben.post(f"{self.path}take/", {})
        self.ben.get(f"{self.path}?list=tab%3Dopen", "case, in a list, not to be taken")

    def _small_acts(self):
        """Do all that one small form does; what each says of it comes on one page."""
        for what, data in (
            ("follow_up", {"on": "2026-12-01"}),
            ("follow_up", {"on": ""}),
            ("tags", {"tags": [self.office.tag]}),
            ("raise", {"reason": "A reason to hurry"}),
            ("correct", {"change": "minor:yes", "reason": "By phone"}),
            ("correct", {"change": "state:CA", "reason": "It was across the border"}),
            ("called", {}),
            ("call_missed", {}),
            ("voicemail", {}),
            ("tick", {"step": "danger"}),
            ("tick", {"step": "hold_paper"}),
            ("tick", {"step": "hold_paper", "undo": "1"}),
            ("end_day", {"rule": "", "how": "done", "reason": "x"}),
            ("end_day", {"rule": "hold_48h", "how": "off", "reason": "It ended"}),
            ("assign", {"to": self.office.id_of("ben"), "seen": self.office.id_of("ana")}),
            ("likeness", {"other": f"{self.name}-002", "same": "yes", "reason": "Same birth"}),
        ):
            self.office.later()
            self.ana.post(f"{self.path}do/{what}/", data)
        self.ana.get(self.path, "case, small acts")
        for form in ("follow_up", "assign", "move", "raise", "tags", "correct", "end_day"):
            self.ana.get(f"{self.path}?do={form}", f"case, form: {form}")
        for act in ("close", "ask-deletion", "hand-over"):
            self.ana.get(f"{self.path}first/{act}/", f"case, first: {act}")
        wrong = {"team": "", "reason": ""}
        self.ana.post(f"{self.path}first/hand-over/", wrong, "case, first: hand-over, wrong answer")

    def _volunteer(self, name):
        return Visitor(self.desk, self.office.log_in(name))

    def write_to_each_other(self):
        ana, act = self.ana, f"{self.path}act/"
        ana.get(act, "write")
        for template in ("reading", "ask", "ready", "sent", "answered", "still_need", "closed"):
            ana.get(f"{act}?template={template}", f"write, {template}")
        ana.post(act, {"seen": "new"}, "write, no answer")
        ana.post(act, {"seen": "new", "to": "closed"}, "write, no outcome")
        ana.post(act, {"seen": "sent", "to": "reading"}, "write, changed meanwhile")
        message = {"language": "en", "seen": "new", "template": "ask:en:0"}
        words = message | {"text": "Which jail was it?\n\n<b>Ana</b>"}
        ana.post(act, words | {"preview": "1", "note": "x"}, "write, preview")
        ana.post(act, words | {"begin": "reading"}, "write, begun from other words")
        given = {"to": "reading", "follow_up_on": "2026-11-30", "note": "Asked.", "tell": "email"}
        ana.post(act, words | given | {"day_seen": "2026-12-01"}, "write, done", follow=True)
        self.filer.get("/status/", "status, a message")
        self.filer.get("/messages/", "messages, one")
        reply = {"text": "It was the county jail.\nThank you.", "language": "es"}
        self.filer.post("/messages/", reply)
        self.filer.get("/messages/", "messages, two")
        self.filer.post("/add/", {"about": "story", "text": "One more thing.\nAnd another."})
        self.filer.get("/status/", "status, words added")
        ana.post(f"{self.path}do/no_answer/", {})
        self.filer.post("/messages/", {"text": "Still there?", "language": ""})
        question = {"language": "en", "seen": "reading", "text": "When was it?", "asks": "on"}
        ana.post(act, question | {"preview": "1"}, "write, a question, preview")
        ana.post(act, question, "case, a question", follow=True)
        ana.post(f"{self.path}do/undo_status/", {"seen": "asking"})
        for state in ("asking", "reading"):
            data = {"to": state, "seen": {"asking": "reading", "reading": "asking"}[state]}
            ana.post(f"{self.path}move/", data)
            if state == "asking":
                self.filer.get("/status/", "status, we ask")
        ana.get(self.path, "case, with messages")
        ana.get(f"{self.path}?only=messages", "case, only messages")
        paper = ana.find(r'name="paper" value="([^"]+)"')
        again = {"paper": paper, "readable": "again"}
        ana.post(f"{self.path}do/paper/", again, "case, a paper that cannot be read", follow=True)
        ana.get(f"{self.path}files/{paper}/", "case, download")
        ana.get(f"{self.path}files/{paper}/1/", "case, no picture of a text")
        ana.get(f"{self.path}files/{paper}/as-it-came/", "case, not kept as it came")
        file = SimpleUploadedFile("letter.txt", b"by mail")
        ana.post(f"{self.path}files/", {"file": file}, content_type=MULTIPART_CONTENT)

    def translate(self):
        path = f"{self.path}translation/"
        self.tess.get(path, "translation")
        self.tess.get("/office/translations/", "translations")
        self.tess.post(f"{path}claim/", {}, "translation, claimed", follow=True)
        keep = {"place": "0:story/story", "text": "It began.\nThey said so.", "seen": "0"}
        self.tess.post(f"{path}keep/", keep | {"text": ""}, "translation, no answer", follow=True)
        self.tess.post(f"{path}keep/", keep, "translation, kept", follow=True)
        self.tess.post(f"{path}keep/", keep, "translation, kept meanwhile", follow=True)
        self.ana.get(path, "translation, to check")
        check = {"translation": self.ana.find(r'name="translation" value="(\d+)"')}
        letter = {"message": self.ana.find(r'name="message" value="(\d+)"'), "text": "Are you?"}
        self.ana.post(f"{path}check/", check, "translation, checked", follow=True)
        self.ana.post(f"{path}message/", letter, "translation, a message", follow=True)
        for show in ("original", "english"):
            self.ana.get(f"{self.path}?show={show}", f"case, {show}")
        self.tess.get(self.path, "case, translated, for a translator")

    def papers_of_every_kind(self):
        for route in ROUTES:
            self.ana.post(f"{self.path}packets/", {"route": route})
            packet = self.ana.place
            self.ana.get(packet, f"packet, {route}")
            self._each_paper(self.ana, packet, f"packet, {route}")
        none = {"route": "lawyer"}
        self.ana.post(f"{self.path}packets/", none, "case, no papers for this", follow=True)

    def _each_paper(self, visitor, packet, name):
        for key in dict.fromkeys(re.findall(rf'href="{packet}([\w-]+)/"', visitor.html)):
            visitor.get(f"{packet}{key}/", f"{name}, {key}")

    def packet_to_its_answer(self):
        ana, ben = self.ana, self.ben
        ana.post(f"{self.path}packets/", {"route": "crcl"})
        packet = ana.place
        ana.get(packet, "packet, draft")
        self._each_paper(ana, packet, "packet, draft")
        ana.get(f"{packet}texts/", "packet, texts")
        ana.post(f"{packet}texts/", {}, "packet, texts, old page")
        ana.get(f"{packet}contact/", "packet, contact")
        told = {"known": ["phone"], "name": "Sam Sample", "said": ""}
        ana.post(f"{packet}contact/", told, "packet, contact, not said how")
        told["said"] = "on the phone"
        ana.post(f"{packet}contact/", told, "packet, contact written down", follow=True)
        letter = f"{packet}crcl-complaint/"
        ana.post(letter, {"paragraph_opening": "x" * 5001}, "packet, words too long")
        ana.get(letter)
        own = dict.fromkeys(re.findall(r'name="(paragraph_[a-z]+)"', ana.html), "As it stands.")
        ana.post(letter, own, "packet, words of ours", follow=True)
        ana.post(f"{packet}declare/go/", {"wanted": "on"}, "packet, sworn", follow=True)
        ana.post(f"{packet}make_ready/go/", {}, "packet, made ready", follow=True)
        ana.post(f"{packet}second_read/go/", {}, "packet, read by the same", follow=True)
        ana.get(letter, "packet, frozen paper")
        ana.get(f"{letter}file/", "packet, frozen file")
        ana.get(f"{letter}word/", "packet, Word file")
        ana.get(f"{packet}exhibits.pdf", "packet, exhibits")
        self._volunteer("rita").get(packet, "packet, for a reader")
        self.filer.get("/status/", "status, papers made ready")
        ben.get(packet, "packet, to be read")
        ben.post(f"{packet}second_read/go/", {}, "packet, nothing opened", follow=True)
        ben.post(f"{packet}send_back/go/", {}, "packet, sent back, no reason")
        about = {"text": "The day in paragraph 2 is not the one in the answers."}
        ben.post(f"{packet}comment/go/", about | {"document": "crcl-complaint"})
        ben.get(letter, "packet, document opened")
        ben.read_each(packet)
        ben.get(letter, "packet, document marked as read")
        ben.get(packet, "packet, all read")
        ben.post(f"{packet}send_back/go/", about, "packet, sent back", follow=True)
        ana.get("/office/today/", "today, a packet sent back")
        ana.get("/office/?tab=review", "queue, in review")
        ana.get(packet, "packet, returned to who made it")
        ana.post(f"{self.path}packets/", {"route": "crcl"})
        packet = ana.place
        ana.get(packet, "packet, next version")
        ana.post(f"{packet}make_ready/go/")
        ben.get(packet, "packet, next version, marks kept")
        ben.post(f"{packet}second_read/go/", {}, "packet, read twice", follow=True)
        ben.post(f"{packet}agree/go/", {}, "packet, yes, no answer")
        self.filer.get("/status/", "status, waits for a yes")
        self.filer.get("/agree/", "agree")
        self.filer.post("/agree/", {}, "agree, no answer")
        number = self.filer.find(r'name="packet" value="(\d+)"')
        yes = {"packet": number, "agree": "on", "show_name": "no", "name": "Sam Sample"}
        self.filer.post("/agree/", yes)
        self.filer.get("/status/", "status, may be sent")
        ben.get(packet, "packet, may be sent")
        ben.get(f"{packet}my-name/", "packet, page about the name")
        ben.post(f"{packet}record_sent/go/", {}, "packet, sending, no answer")
        late = {"how": "by fax", "on": "2026-12-24"}
        ben.post(f"{packet}record_sent/go/", late, "packet, sending, a day to come")
        sent = {"how": "by fax, by Ben", "on": "2026-11-23", "number": "77", "proof": "report"}
        ben.post(f"{packet}record_sent/go/", sent, "packet, sent", follow=True)
        self.filer.get("/status/", "status, sent")
        self.filer.get("/papers/", "papers, as sent")
        self.filer.get("/sent/1/crcl-complaint/", "papers, one as sent")
        self.filer.get("/erase/", "erase, a case that was sent")
        ben.post(f"{packet}record_answer/go/", {}, "packet, answer, no answer")
        answer = {"words": "A number came.\nNo more."}
        ben.post(f"{packet}record_answer/go/", answer, "packet, answered", follow=True)
        ben.post(
            f"{packet}record_answer/go/", {"words": "More."}, "packet, two answers", follow=True
        )
        self.filer.get("/status/", "status, answered")
        ana.get(self.path, "case, answered")

    def words_that_clash(self):
        """Let answers change beneath words of ours, and a newer edition take a packet's place."""
        ana = self.ana
        ana.post(f"{self.path}packets/", {"route": "jail-letter"})
        first = ana.place
        ana.post(f"{first}make_ready/go/", {})
        ana.post(f"{self.path}packets/", {"route": "jail-letter"})
        self.newer = ana.place
        ana.get(first, "packet, replaced")
        ana.post(f"{first}second_read/go/", {}, "packet, replaced, read", follow=True)
        letter = f"{self.newer}jail-letter/"
        ana.get(letter)
        own = dict.fromkeys(re.findall(r'name="(paragraph_[a-z]+)"', ana.html), "Words of ours.")
        ana.post(letter, own)
        free = {"when_y": "2026", "when_m": "11", "when_d": "22", "whose": "as_before"}
        self.filer.post("/changed/free/", free)
        ana.get(self.newer, "packet, words that clash")
        ana.get(letter, "packet, words to choose")
        assert 'name="choose_' in ana.html
        ana.post(letter, {}, "packet, words not chosen")
        ana.post(f"{self.newer}make_ready/go/", {}, "packet, not ready", follow=True)

    def what_changed(self):
        moved = {"where": "local_jail", "facility": "Other Jail", "happening": ["not_sure"]}
        for what, given in (
            ("moved", moved),
            ("hold", {"placed_on_y": "2026", "placed_on_m": "11", "seen": "told"}),
            ("lawyer", {"lawyer_name": "Law Yersample"}),
            ("contact", {"ways": ["email"], "email": "new@example.com", "voicemail": "no"}),
            ("sent", {"to": "foia", "when_y": "2026", "when_m": "11", "when_d": "20"}),
        ):
            self.office.later()
            self.filer.post(f"/changed/{what}/", given)
            assert self.filer.place == "/status/", (what, self.filer.html)
            self.filer.get("/status/", f"status, changed, {what}")
        self.filer.get("/papers/", "papers, after what changed")
        self.ana.get(self.path, "case, after what changed")

    def correct_what_was_sent(self):
        """Correct a page of what was sent, and once from a page that was older than the answer."""
        self.office.later(minutes=2)
        self.filer.get("/deadlines/", "deadlines")
        self.filer.get("/answers/", "answers")
        self.filer.get("/answers/person/", "answers, a page")
        version = self.filer.find(r'name="version" value="([^"]+)"')
        name = {"given_names": "Luis Alberto", "family_names": "Sample", "other_names": ""}
        self.filer.post("/answers/person/", name | {"given_names": ""}, "answers, no answer")
        self.filer.post("/answers/person/", name | {"version": version})
        self.filer.get("/corrected/", "answers, corrected")
        late = name | {"given_names": "Other", "version": version}
        self.filer.post("/answers/person/", late, "answers, newer words are stored")
        self.filer.get("/answers/witnesses/0/", "answers, an entry")

    def other_pages_of_the_case(self):
        ana, cora = self.ana, self._volunteer("cora")
        cora.get(f"{self.path}whole/", "whole, asked")
        cora.post(f"{self.path}whole/", {}, "whole, no answer")
        cora.post(f"{self.path}whole/", {"consent": "By phone, for their lawyer"}, "whole")
        cora.get(f"{self.path}code/", "new code")
        cora.post(f"{self.path}code/", {}, "new code, no answer")
        cora.post(f"{self.path}code/", {"how": "I called their phone"}, "new code, made")
        self.code = cora.find(r'class="code"[^>]*>([^<]+)<')
        self.filer.get("/status/", "status, the old code is dead")
        self.filer.post("/return/", {"code": self.code})
        close = f"{self.path}first/close/"
        ana.post(close, {}, "case, closing, no outcome")
        closed = {"outcome": "freed", "reason": "A lawyer helps them now"}
        cora.post(close, closed, "case, closed", follow=True)
        cora.get(f"{self.path}first/undo-closing/", "case, first: undo closing")
        self.filer.get("/status/", "status, closed")
        self.filer.get("/remind/", "remind, closed")
        self.filer.post("/messages/", {"text": "One more word", "language": "en"})
        self.filer.get("/status/", "status, wrote after closing")
        again = {"to": "reading", "seen": "closed"}
        ana.post(f"{self.path}move/", again, "case, opened again, no reason", follow=True)
        ana.post(f"{self.path}move/", again | {"reason": "They wrote"})
        self.filer.post("/stop/", {"choice": "stop"})
        self.filer.get("/status/", "status, stopped")
        self.filer.post("/stop/", {"choice": "erase"}, "stop, erase")
        asked = {"reason": "By phone"}
        ana.post(f"{self.path}first/ask-deletion/", asked, "case, deletion asked for", follow=True)
        self.filer.get("/status/", "status, deletion asked for")
        self.filer.post("/keep/", {}, "status, deletion taken back", follow=True)
        ana.post(f"{self.path}first/ask-deletion/", asked)
        cora.get(self.path, "case, to be erased, for a coordinator")
        cora.get(f"{self.path}erase/", "erase")

    def end(self):
        """Erase the case: the last page of all. Before that, damage the one in the short lane."""
        if self.voice != "me":
            self.office.damage(f"{self.name}-002")
            filer = Filer(self.public, address="192.0.2.15")
            filer.post("/return/", {"code": self.short_code})
            filer.get("/papers/", "papers, that cannot be opened")
        self.filer.post("/erase/", {}, "erased")
        self.filer.get("/status/", "status, erased")
        self._volunteer("ana").get(self.path, "case, erased")
