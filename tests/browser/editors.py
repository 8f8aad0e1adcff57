"""Steps of the editors' journeys, as people take them: forms by their labels, buttons by their names."""

from playwright.sync_api import expect


def form_of(pk) -> str:
    return f"/admin/catalog/standard/{pk}/change/"


def publication_of(pk) -> str:
    return f"/admin/catalog/standard/{pk}/terbit/"


def component(page, number):
    return page.locator(f"#komponen-{number}")


def text_of(page, number):
    return component(page, number).locator("textarea[name]")


def press(page, name) -> None:
    """Press a button by its whole name, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def by_key(page, name) -> None:
    """The same with the keyboard alone."""
    page.get_by_role("button", name=name, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def told(page):
    """What the admin said at the top of the page."""
    return page.locator(".messagelist")


def hand_in(page, pk, note) -> None:
    page.goto(publication_of(pk))
    page.get_by_label("Catatan perubahan").fill(note)
    press(page, "Ajukan")
    expect(told(page)).to_contain_text("menunggu pemeriksaan")


def approve(page, pk) -> None:
    page.goto(publication_of(pk))
    press(page, "Setujui dan terbitkan")
