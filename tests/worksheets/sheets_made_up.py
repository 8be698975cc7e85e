"""Made-up sheets of every kind, as composing would hand them to the press."""

from dataclasses import replace

from kap_companion.vocabulary.composition import SheetKind, Space, SpaceKind
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.sentences import Sentence, fill, ours, own
from kap_companion.worksheets.sheet import (
    Asking,
    Figure,
    Foot,
    Landscape,
    Letter,
    Level,
    Mark,
    PartSection,
    Question,
    Quote,
    Quotes,
    Row,
    Said,
    Section,
    SelfBox,
    Sheet,
    Spot,
    Ticks,
    Week,
)

LANGUAGES = ("en", "es", "de")
_PAGE = {"en": "{page} of {pages}", "es": "{page} de {pages}", "de": "{page} von {pages}"}
_TITLES = {
    "en": {
        SheetKind.MEETING: "Meeting what came forward",
        SheetKind.ONE_PART: "A letter to one part",
        SheetKind.LANDSCAPE: "The inner landscape",
        SheetKind.BODY: "Where it lives in the body",
        SheetKind.WEEK: "A week with Self",
        SheetKind.BEFORE_NEXT: "Before the next session",
        SheetKind.WORDS: "Your session in your words",
    },
    "es": {
        SheetKind.MEETING: "Al encuentro de lo que apareció",
        SheetKind.ONE_PART: "Una carta a una parte",
        SheetKind.LANDSCAPE: "El paisaje interior",
        SheetKind.BODY: "Dónde vive en el cuerpo",
        SheetKind.WEEK: "Una semana con el Self",
        SheetKind.BEFORE_NEXT: "Antes de la próxima sesión",
        SheetKind.WORDS: "Su sesión en sus propias palabras",
    },
    "de": {
        SheetKind.MEETING: "Dem begegnen, was sich gezeigt hat",
        SheetKind.ONE_PART: "Ein Brief an einen Anteil",
        SheetKind.LANDSCAPE: "Die innere Landschaft",
        SheetKind.BODY: "Wo es im Körper lebt",
        SheetKind.WEEK: "Eine Woche mit dem Selbst",
        SheetKind.BEFORE_NEXT: "Vor der nächsten Sitzung",
        SheetKind.WORDS: "Ihre Sitzung in Ihren Worten",
    },
}
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_QUALITIES = {
    "en": (
        "calm",
        "curiosity",
        "clarity",
        "compassion",
        "confidence",
        "courage",
        "creativity",
        "connectedness",
    ),
    "es": ("calma", "curiosidad", "claridad", "compasión", "confianza", "coraje", "creatividad", "conexión"),
    "de": (
        "Gelassenheit",
        "Neugier",
        "Klarheit",
        "Mitgefühl",
        "Zuversicht",
        "Mut",
        "Kreativität",
        "Verbundenheit",
    ),
}
_ASKED = {
    "en": ("What does {name} work so hard to keep safe?", "What would it like to do, if it could rest?"),
    "es": (
        "¿Qué se esfuerza tanto {name} en proteger?",
        "¿Qué le gustaría hacer si pudiera descansar un rato?",
    ),
    "de": (
        "Was möchte {name} mit so viel Mühe bewahren?",
        "Was würde dieser Anteil gern tun, wenn er ausruhen könnte?",
    ),
}
_CLOSING = {
    "en": ("Which part feels loud right now?", "What might it be protecting you from?"),
    "es": ("¿Qué parte se oye más fuerte ahora mismo?", "¿De qué podría estar protegiéndole?"),
    "de": ("Welcher Anteil ist gerade laut?", "Wovor möchte er Sie vielleicht schützen?"),
}
_LEAD = {
    "en": "There is nothing to get right here. Write or draw as much or as little as you like.",
    "es": "Aquí no hay nada que hacer bien. Escriba o dibuje tanto o tan poco como quiera.",
    "de": "Hier gibt es nichts richtig zu machen. Schreiben oder zeichnen Sie so viel, wie Sie möchten.",
}


def a_sheet(kind: SheetKind, *sections: Section, language: str = "en", notice: str = "") -> Sheet:
    """A sheet of a kind with those sections, under its usual head and above its usual foot."""
    return Sheet(
        kind,
        _TITLES[language][kind],
        language,
        fill("{client} · 21 · 11 · 2026", client=own("Wren")),
        sections,
        Foot("Stillwater Clinic, 555 0142", "988", _PAGE[language], notice=notice),
    )


def a_usual_sheet(kind: SheetKind, language: str = "en") -> Sheet:
    """What composing usually makes of a session with three parts."""
    match kind:
        case SheetKind.MEETING:
            sections: tuple[Section, ...] = (
                self_box(),
                *(each_part(n, language) for n in range(3)),
                some_words(),
                promises(),
                closing(language),
            )
        case SheetKind.ONE_PART:
            sections = (letter(language), closing(language, key="answer"))
        case SheetKind.LANDSCAPE:
            empty_map = replace(landscape(language), key="map-empty", marks=(), to_place=(), links=())
            sections = (landscape(language), empty_map, closing(language))
        case SheetKind.BODY:
            empty_figure = replace(figure(language), key="body-empty", spots=(), elsewhere=())
            sections = (figure(language), empty_figure, closing(language))
        case SheetKind.WEEK:
            sections = (week(language), promises(), practices(), closing(language))
        case SheetKind.BEFORE_NEXT:
            sections = (
                replace(each_part(0, language), questions=()),
                closing(language, key="protectors"),
                replace(closing(language, key="intention"), questions=(a_question("i", "…", box=6),)),
                practices(),
            )
        case SheetKind.WORDS:
            sections = (some_words(12),)
    return a_sheet(kind, *sections, language=language)


_NAMES = ("The Watchman", "the little one", "Go-Numb", "Wolke", "La Guardiana", "קטנה", "小さな子", "Storm")
_ROLES = (Role.MANAGER, Role.EXILE, Role.FIREFIGHTER, None, Role.SELF_LIKE, Role.EXILE, None, Role.MANAGER)


def a_question(key: str, text: str, lines: int = 2, box: int = 0) -> Question:
    space = Space(kind=SpaceKind.BOX, lines=box) if box else Space(lines=lines)
    return Question(key, ours(text), space)


def said(*values: Sentence) -> tuple[Said, ...]:
    return tuple(Said(f"item-{n}", value) for n, value in enumerate(values))


def self_box() -> SelfBox:
    noticed = (("calm", 4), ("compassion", 3), ("connectedness", 2), ("curiosity", 2))
    sentence = fill("Your guide noticed {a} and {b} most.", a=own("calm"), b=own("compassion"))
    levels = tuple(Level(name, name.capitalize(), level, f"{level} of 4") for name, level in noticed)
    return SelfBox("self", "Self was here too", sentence, levels)


def each_part(
    number: int, language: str = "en", *, words: str = "If I look away, it gets in."
) -> PartSection:
    """The part of that number; every eighth has the same name and role."""
    name, role = own(_NAMES[number % len(_NAMES)]), _ROLES[number % len(_ROLES)]
    asked = [fill(text, name=name) if "{name}" in text else ours(text) for text in _ASKED[language]]
    return PartSection(
        f"part:{number}",
        f"handle-{number}",
        name,
        role,
        ours("a manager · felt in the ") + own("chest"),
        said(name),
        (Quote(f"quote-{number}", ours("“") + own(words) + ours("”"), "17 minutes after the dose"),),
        (
            Row("Seems about", said(own("six years old"))),
            Row("Hopes for", said(own("someone to sit next to"), own("בטן שקטה"))),
        ),
        tuple(Question(f"part:{number}/q{n}", sentence) for n, sentence in enumerate(asked)),
    )


def some_words(many: int = 2) -> Quotes:
    spoken = (
        "it's so quiet in here, who is breathing",
        "I did not know that anyone was coming. I had put the chair by the door, and then I forgot why.",
        "יש כאן מישהי קטנה",
        "誰かがドアのそばに立っている",
    )
    return Quotes(
        "words",
        "In your own words",
        tuple(
            Quote(
                f"words-{n}",
                ours("“") + own(spoken[n % 4]) + ours("”"),
                f"{9 + 4 * n} minutes after the dose",
                own(_NAMES[n % 8]) if n % 3 else Sentence(()),
            )
            for n in range(many)
        ),
    )


def promises() -> Ticks:
    kept = (
        own("Sit with the little one for five minutes, hand on belly, once a day."),
        own("Walk the river path; leave the phone."),
    )
    return Ticks("promises", "Between now and then", "", said(*kept))


def practices() -> Ticks:
    small = ("Put a hand where it is felt.", "Ask who is here.", "Breathe out longer than in, three times.")
    return Ticks("practices", "Small practices", _LEAD["en"], said(*map(ours, small)))


def closing(language: str = "en", key: str = "closing", lines: int = 2) -> Asking:
    asked = tuple(a_question(f"{key}/{n}", text, lines) for n, text in enumerate(_CLOSING[language]))
    return Asking(key, "Whenever a part feels loud", _LEAD[language], asked)


def letter(language: str = "en") -> Letter:
    openings = (
        "I notice you when",
        "In my body I find you",
        "Today I feel toward you",
        "What you have done for me is",
        "What you are afraid of, as I understand it, is",
        "What I would like you to know is",
    )
    return Letter(
        "letter",
        "The letter",
        _LEAD[language],
        fill("Dear {name},", name=own("the little one")),
        tuple(a_question(f"letter/{n}", text, 3) for n, text in enumerate(openings)),
        "With care,",
    )


def a_mark(number: int, x: float, y: float, name: str = "") -> Mark:
    return Mark(f"place-{number}", own(name or _NAMES[number % 8]), _ROLES[number % 8], x, y)


def landscape(language: str = "en") -> Landscape:
    places = ((-0.6, -0.5), (0.25, 0.3), (0.9, 0.1), (-0.1, 0.95), (0.5, -0.8), (-0.95, 0.25))
    return Landscape(
        "map",
        "The map as you saw it",
        _LEAD[language],
        "Self",
        tuple(a_mark(n, x, y) for n, (x, y) in enumerate(places)),
        said(own("小さな子"), own("Storm")),
        "Still to be placed",
        said(own("The Watchman") + ours(" protects ") + own("the little one")),
        "How they stand to each other",
    )


def a_crowded_landscape(many: int = 60) -> Landscape:
    """So many parts that not all names find room beside them, three in one spot and one far outside."""
    marks = [
        a_mark(n, ((n * 37) % 23) / 11 - 1, ((n * 53) % 29) / 14 - 1, f"Part {n:02} of many")
        for n in range(many)
    ]
    marks[1:4] = [a_mark(n, 0, 0, f"Part {n:02} in the middle") for n in range(1, 4)]
    marks[5] = a_mark(5, 2.5, -1.8, "Part 05 far out")
    marks[6] = a_mark(6, 0.4, 0.4, "Part 06 with a name that is far too long to stand beside it " * 20)
    return replace(landscape(), marks=tuple(marks))


def a_spot(key: str, where: tuple[float, float, float], label: Sentence, **rest: object) -> Spot:
    x, y, r = where
    given: dict[str, object] = {"view": "front", "to_x": x, "to_y": y, "manner": "felt"}
    return Spot(**(given | {"key": key, "x": x, "y": y, "r": r, "label": label} | rest))  # type: ignore[arg-type]  # made of parts


def figure(language: str = "en") -> Figure:
    return Figure(
        "body",
        "The figure",
        _LEAD[language],
        "from the front",
        "from the back",
        (
            a_spot("b1", (80, 118, 12), fill("{part}: the chest", part=own("The Watchman"))),
            a_spot("b2", (80, 118, 12), fill("{part}: the chest", part=own("the little one"))),
            a_spot("b3", (80, 165, 12), fill("{part}: {place}", part=own("קטנה"), place=own("בטן"))),
            a_spot("b4", (131.5, 211, 8), fill("{part}: a hand", part=own("Storm")), manner="one_of"),
            a_spot("b4", (28.5, 211, 8), fill("{part}: a hand", part=own("Storm")), manner="one_of"),
            a_spot("b5", (98, 112, 10), fill("{part}: a shoulder blade", part=own("Wolke")), view="back"),
            a_spot(
                "b6", (119.5, 110, 5), fill("{part}: the left arm", part=own("Go-Numb")), to_x=129, to_y=188
            ),
            a_spot("b7", (80, 10, 7), ours("above the head"), manner="outside"),
            a_spot("b8", (80, 43, 18), ours("the whole body"), to_y=360, manner="whole"),
            a_spot("b8", (80, 43, 18), ours("the whole body"), to_y=360, manner="whole", view="back"),
            a_spot("b9", (80, 43, 18), ours("the skin"), to_y=360, manner="skin", view="back"),
            a_spot("b10", (80, 43, 18), ours("around the body"), to_y=360, manner="around"),
        ),
        "Elsewhere",
        said(own("behind the house")),
    )


def week(language: str = "en") -> Week:
    return Week("week", "Day by day", _LEAD[language], _DAYS[language], _QUALITIES[language])
