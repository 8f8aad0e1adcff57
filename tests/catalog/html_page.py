"""A page as a tree, to ask what stands in it."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "path", "rect", "img", "hr"}


class Node:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []

    def __getitem__(self, name):
        return self.attributes[name]

    def walk(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag=None, **attributes):
        """The elements of this name with these attributes; ``class_`` matches one class of several."""
        wanted_class = attributes.pop("class_", None)
        return [
            node
            for node in self.walk()
            if tag in (None, node.tag)
            and (wanted_class is None or wanted_class in (node.attributes.get("class") or "").split())
            and all(node.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag=None, **attributes):
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def hidden(self):
        """What its hidden fields send."""
        return {field["name"]: field["value"] for field in self.all("input", type="hidden")}

    @property
    def text(self):
        """All words in it, white space folded."""
        parts = (child.text if isinstance(child, Node) else child for child in self.children)
        return " ".join(" ".join(parts).split())


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Node("document", {})]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.open[-1].tag != tag:
            raise AssertionError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(response) -> Node:
    """The tree of a response; fails where elements are not closed in order."""
    builder = _Builder()
    builder.feed(response.content.decode())
    builder.close()
    assert [node.tag for node in builder.open] == ["document"]
    return builder.open[0]
