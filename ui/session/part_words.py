"""How a part entry reads: its name, what was seen, its words, its state and links."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.details import LinkMention, PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.session.entry_run import Look, Run, Surroundings, after
from ui.session.known_words import state_words, told_in
from ui.words import role_word

translate = QCoreApplication.translate


def role_of(entry: Entry, around: Surroundings) -> Role:
    """The role of the part an entry speaks of, as known now, else as it was typed."""
    typed = entry.detail.role if isinstance(entry.detail, PartDetail) else Role.UNKNOWN
    return around.roles.get(entry.part or "", typed)


def part_runs(entry: Entry, part: PartDetail, text: str, around: Surroundings) -> Iterator[Run]:
    """The runs of a part entry; `text` is its free text on one line."""
    known = around.names.get(entry.part or "", part.name)
    says_more = bool(text or part.words)
    unnamed = entry.part not in around.named and not part.name.strip()
    yield Run(role_word(role_of(entry, around)) if unnamed and says_more else one_line(known, 120), Look.NAME)
    yield after(text, " ")
    yield from quoted(part.words)
    states = (
        [translate("Entry", "blended") if part.blended else translate("Entry", "unblended")]
        if part.blended is not None
        else []
    )
    states += [_link(link) for link in part.links]
    states += told_in(part)
    if part.settled:
        states.append(translate("Entry", "settled"))
    bare = part.settled and not says_more and len(states) == 1
    yield Run((" " if bare else " · ") + " · ".join(states) if states else "", Look.QUIET)


def link_words(kind: LinkKind) -> str:
    """A link in words, with "{name}" where the other part's name belongs."""
    return {
        LinkKind.PROTECTS: translate("Entry", "protects {name}"),
        LinkKind.TRIGGERS: translate("Entry", "triggers {name}"),
        LinkKind.CONCERNED_ABOUT: translate("Entry", "concerned about {name}"),
        LinkKind.POLARISED: translate("Entry", "polarised with {name}"),
        LinkKind.ALLIED: translate("Entry", "allied with {name}"),
        LinkKind.NOT_SURE: translate("Entry", "not sure yet how, with {name}"),
    }[kind]


def _link(link: LinkMention) -> str:
    said = link_words(link.kind).format(name=one_line(link.name, 120))
    return f"{said}, {state_words(link.state)}" if link.state is not None else said


def quoted(words: tuple[str, ...], *, first: bool = False) -> Iterator[Run]:
    """Words between quote marks; a space before them unless they come first."""
    for index, said in enumerate(words):
        yield Run(("" if first and index == 0 else " ") + f"“{one_line(said)}”", Look.QUOTE)
