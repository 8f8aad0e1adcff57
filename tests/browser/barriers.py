"""What keeps somebody from using a page: by axe-core, and by what axe-core does not ask.

axe/axe.min.js is axe-core 4.14.1 by Deque Systems (Mozilla Public License 2.0), as published, unchanged.
"""

from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that another scheme can make a difference to
RUN = """async (rules) => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
    return found.violations.flatMap(({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html}`));
}"""
WINDOWS = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "wide": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "wide-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
SIDEWAYS = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.right > width + 1 && getComputedStyle(element).position !== "absolute";
    }).map(element => element.tagName + "." + element.className);
    if (document.documentElement.scrollWidth > width) wide.push("page");
    return wide;
}"""
# Every control that the keyboard reaches must show that it has the focus, and nothing may lie over it. What is folded
# away or hidden has no box; a control without a size of its own is drawn by its label.
CONTROLS = """
    const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const controls = [...document.querySelectorAll(reached)].filter(element =>
        element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true})
        && !element.closest(".visually-hidden"));
    const named = element => element.outerHTML.slice(0, 120);
"""
FOCUS = (
    """() => {"""
    + CONTROLS
    + """
    return controls.flatMap(element => {
        element.focus();
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const line = element.getClientRects()[0];
        const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;  // of what is in the window
        const top = document.elementFromPoint(
            middle(line.left, line.right, innerWidth), middle(line.top, line.bottom, innerHeight));
        const free = element.contains(top);
        return shown && free ? [] : [`${shown ? "covered" : "no sign of focus"}: ${named(element)}`];
    });
}"""
)
# 24 by 24 pixels (WCAG 2.2, 2.5.8), or a label that is; but for links within a sentence.
SMALL = (
    """() => {"""
    + CONTROLS
    + """
    const large = box => box.width >= 23.9 && box.height >= 23.9;
    const inSentence = element => getComputedStyle(element).display === "inline"
        && element.parentElement.innerText.trim() !== element.innerText.trim();
    return controls.filter(element => !inSentence(element) && ![element, ...(element.labels ?? [])]
        .some(part => large(part.getBoundingClientRect()))).map(element => `small target: ${named(element)}`);
}"""
)
# In forced colours there are no backgrounds: a control needs a border that can be seen.
BORDERLESS = """() => {
    const drawn = ".button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea";
    return [...document.querySelectorAll(drawn)].filter(element =>
        element.checkVisibility() && !parseFloat(getComputedStyle(element).borderBlockEndWidth)
    ).map(element => `no border in forced colours: ${element.outerHTML.slice(0, 120)}`);
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return `${style.transitionDuration}, ${style.animationDuration}`.split(", ").some(parseFloat);
}).map(element => `moves: ${element.outerHTML.slice(0, 120)}`)"""
# Each wrong field is tied to its message, and the summary above the form leads to each.
ERRORS = """() => {
    const wrong = [...document.querySelectorAll("[aria-invalid=true]")];
    const summary = document.querySelector("[role=alert]");
    const told = element => (element.getAttribute("aria-describedby") ?? "").split(" ")
        .some(id => document.getElementById(id)?.matches(".errorlist"));
    const dead = [...summary?.querySelectorAll("a") ?? []].filter(link => !document.querySelector(link.hash));
    return [
        ...wrong.filter(element => !told(element)).map(element => `error not tied: ${element.outerHTML.slice(0, 120)}`),
        ...dead.map(link => `the summary leads nowhere: ${link.hash}`),
    ];
}"""
# Without any style the page must still be a document: one column in reading order, no drawing as large as the window.
UNSTYLED = """() => {
    const sheets = [...document.styleSheets];
    sheets.forEach(sheet => sheet.disabled = true);
    const huge = [...document.querySelectorAll("svg, img")].filter(drawing => drawing.checkVisibility()
        && drawing.getBoundingClientRect().height > 300);
    const order = ["header", "main", "footer"].map(name => document.querySelector(`body > ${name}`)?.offsetTop ?? -1);
    sheets.forEach(sheet => sheet.disabled = false);
    const found = huge.map(drawing => `huge without CSS: ${drawing.outerHTML.slice(0, 120)}`);
    if (order[0] >= order[1] || order[1] >= order[2]) found.push(`not in reading order without CSS: ${order}`);
    return found;
}"""


def barriers(page, rules=RULES):
    """What axe-core finds on the page as it stands."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE)
    return page.evaluate(RUN, rules)


def overflowing(page):
    """What sticks out of the window to the right, and the page itself where it can be scrolled sideways."""
    return page.evaluate(SIDEWAYS)


def hindrances(page, windows=tuple(WINDOWS)):
    """All that is wrong with the page for somebody, in these windows; without the site's CSP, which keeps axe out."""
    found = page.evaluate(ERRORS) + page.evaluate(UNSTYLED)
    for name in windows:
        window = WINDOWS[name]
        page.set_viewport_size(window["viewport"])
        page.emulate_media(color_scheme=window["color_scheme"])
        is_light = window["color_scheme"] == "light"
        here = barriers(page, RULES if is_light else OF_COLOUR)
        if is_light:
            here += overflowing(page) + page.evaluate(SMALL)
            page.keyboard.press("Tab")  # from now on the browser shows where the focus is
            here += page.evaluate(FOCUS)
        found += [f"{name}: {each}" for each in here]
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found += page.evaluate(BORDERLESS) + page.evaluate(MOVING)
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    return found
