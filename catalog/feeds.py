"""/layanan/umpan.atom: the editions that took effect last, for whoever wants to hear of changes."""

import re

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from catalog.addresses import absolute
from catalog.documents import document
from catalog.models import Edition
from catalog.presentation import change_note, in_force_since
from catalog.rows import lean

NEWEST = 50
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML 1.0 document can hold these


@document
def editions_feed(request):
    return EditionsFeed()(request)


class EditionsFeed(Feed):
    feed_type = Atom1Feed
    language = "id"
    title = "Edisi baru standar pelayanan DPMPTSP Kabupaten Purwakarta"
    subtitle = "Setiap edisi standar pelayanan, pada hari mulai berlakunya."
    author_name = "DPMPTSP Kabupaten Purwakarta"

    def link(self):
        return absolute(reverse("catalog:standard_list"))

    def feed_url(self):
        return absolute(reverse("catalog:feed"))

    feed_guid = feed_url

    def items(self):
        newest = Edition.objects.public(timezone.localdate()).order_by("-effective_on", "-published_at", "-pk")
        return lean(newest)[:NEWEST]

    def item_title(self, edition):
        return text(f"{edition.kbli_title} (KBLI {edition.kbli_edition} {edition.kbli_code}), edisi {edition.number}")

    def item_description(self, edition):
        return escape(text(change_note(edition)))  # Django marks summaries as HTML

    def item_link(self, edition):
        return absolute(edition.get_absolute_url())

    def item_pubdate(self, edition):
        return edition.published_at

    def item_updateddate(self, edition):
        return in_force_since(edition)


def text(words: str) -> str:
    return NOT_XML.sub("", words)
