"""No standard may be called what another page of the site is called."""

import re

import pytest
from django.core.exceptions import ValidationError

from catalog.annex.standard import ParsedStandard
from catalog.drafts import slugs
from catalog.rules.slugs import TAKEN
from catalog.urls import urlpatterns
from tests.catalog.factories import make_draft, make_parsed

pytestmark = pytest.mark.django_db


def test_every_fixed_address_beside_the_standards_is_taken():
    fixed = {re.match(r"layanan/([a-z]+)", str(each.pattern)) for each in urlpatterns}

    assert {found[1] for found in fixed if found} == TAKEN


@pytest.mark.parametrize("slug", sorted(TAKEN))
def test_a_standard_of_that_name_is_refused(slug):
    draft = make_draft(slug=slug)

    with pytest.raises(ValidationError, match=f"Alamat “{slug}” sudah dipakai halaman lain di situs ini"):
        draft.full_clean()


@pytest.mark.parametrize("title", sorted(TAKEN))
def test_an_imported_standard_never_gets_such_a_name(title):
    parsed: ParsedStandard = make_parsed(kbli_title=title)

    assert not TAKEN.intersection(slugs(parsed))
