"""What search engines ask for: /robots.txt and /sitemap.xml."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as framework
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.addresses import absolute
from catalog.documents import document
from catalog.models import Edition
from catalog.presentation import in_force_since
from catalog.rows import lean

# Searches are kept out twice: here, and by X-Robots-Tag where a crawler comes all the same.
ROBOTS = """\
User-agent: *
Disallow: /layanan/?q=
Disallow: /layanan/?*&q=
Disallow: /admin/
Disallow: /petugas/
Disallow: /masuk/
Disallow: /pengaduan/lacak/

Sitemap: {sitemap}
"""


@document
def robots(request):
    return HttpResponse(ROBOTS.format(sitemap=absolute(reverse("sitemap"))), content_type="text/plain; charset=utf-8")


@document
def sitemap(request):
    """All standards in force; where they are more than one sitemap may hold, the list of its parts (``?p=``)."""
    standards = StandardsSitemap()
    parts = standards.paginator.num_pages
    if parts > 1 and "p" not in request.GET:
        items = [SitemapIndexItem(f"{absolute(reverse('sitemap'))}?p={part}") for part in range(1, parts + 1)]
        return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")
    response = framework.sitemap(request, {"standar": standards})
    response.headers.pop("Last-Modified", None)  # the newest date says nothing of one withdrawn
    return response


class StandardsSitemap(Sitemap):
    def items(self):
        return lean(Edition.objects.current()).order_by("pk")

    def location(self, edition):
        return edition.standard.get_absolute_url()

    def lastmod(self, edition):
        return in_force_since(edition)

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc
