# SPDX-License-Identifier: Apache-2.0
"""Reads report.html as a strict reader would: a tree of elements, every tag closed, ids unique."""
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.children = []  # nodes and texts

    def find(self, tag=None, **attributes):
        """All elements below with this tag and these attributes (class_ for class: one of its words), in order."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (tag is None or child.tag == tag) and all(child.has(name, value) for name, value in attributes.items()):
                    found.append(child)
                found += child.find(tag, **attributes)
        return found

    def has(self, name, value):
        if name == "class_":
            return value in (self.attributes.get("class") or "").split()
        return self.attributes.get(name) == value

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def language(self):
        """The nearest lang attribute."""
        node = self
        while node is not None and "lang" not in node.attributes:
            node = node.parent
        return node.attributes["lang"] if node else None

    def up(self, tag):
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class Page(HTMLParser):
    """`root` is the document. Raises AssertionError where a tag is not closed in order or an id is there twice."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {}, None)
        self.ids = {}
        self.feed(text)
        self.close()
        assert self.at is self.root, f"<{self.at.tag}> is not closed"

    def begin(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        node = Node(tag, attributes, self.at)
        self.at.children.append(node)
        if "id" in node.attributes:
            assert node.attributes["id"] not in self.ids, f"two elements with id {node.attributes['id']}"
            self.ids[node.attributes["id"]] = node
        return node

    def handle_starttag(self, tag, attributes):
        node = self.begin(tag, attributes)
        assert tag not in VOID, f"<{tag}> is written as if it had content"
        self.at = node

    def handle_startendtag(self, tag, attributes):
        self.begin(tag, attributes)

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}> at {self.getpos()}"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def table(self, caption, language):
        """Heading texts and the rows of cell texts of the table with this caption in this language."""
        found = [one for one in self.root.find("table") if one.language() == language and one.find("caption")[0].text() == caption]
        assert len(found) == 1, f"{len(found)} tables «{caption}»"
        rows = [[cell.text() for cell in row.children if isinstance(cell, Node)] for row in found[0].find("tr")]
        return rows[0], rows[1:]
