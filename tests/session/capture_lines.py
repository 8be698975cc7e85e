"""Lines for property tests: any text, text shaped like the grammar, and rosters of any names."""

from dataclasses import replace

from hypothesis import strategies as st

from kap_companion.session.capture import Reading
from kap_companion.vocabulary.part import Part, Roster
from tests.builders import BEGAN

ANY_TEXT = st.text(st.characters(), max_size=60)


def _words(text: str) -> list[str]:
    return text.split()


_KINDS = ["m", "f", "e", "p", "s", "q", "v", "d", "ae", "x", "n", "h", "?", ">", "M", "AE"]
_KINDS += ["m:", "p:", "s:", "v:", "d:", "ae:", "n:", "q:", "h:", "x:", "?:", "s client:"]
_TIMES = ["@-2m", "@-1m30s", "@-1h", "@10:14", "@10:14:30", "@25:00", "@-2x", "@home", "@", "@-"]
_SHAPES = _words(r"""
#chest #whole body #left hand #left hand # #nape #בטן #, #the chest, ## #chest. #right
7 3 0 10 11 7/10 11/10 8/5 07 3, 400 120/80 70/90 97% 84 14 99999999999
~ ^ - – ~, ^^ -- ->x -> <> & !> ->kid <>bear &fox !>the kid ->voice ->, &c <>go-numb, ->the
" "" "hello" “ ” “a „b“ c” « » „x“ „ «y» 'it' "'
kid bear fox the The little one go-numb Go Numb voice 2 kid: bear: fox, watchman Watchman's : ：
calm cur comp con conn per presence calm: client: client 2 4 5 clear
bp hr spo2 rr sat pulse declined refused o2: bp: resp
70mg 70 mg 0.5 mg/kg 0,5 mg mg/kg im iv in sl booster lot lot: wasted 5mg witness Ana Ruiz, 0mg 4471 in.
mild moderate severe mild, 1 2 3, nausea , ; head raised. severe.
preparation dosing integration end mask music on off people in out stop consent (nurse) () Ana) (x Noor,
ordered prepared by Ana, Ana; form lozenge device, exp expiry: 2027-03 Mar 2027 site left deltoid,
thigh lateralis 1.4 ml 50 mg/ml 50mg/ml vial; ordered, site; prepared:
\ 🌿 é É １ ＃ ｡
=job =job? =JOB: =fears, =trust =trust 6 =trust 7/10 =trust 11 =return yes =return =needs =from =toward
=feels "a" =believes “I am" =age 6 =thınks =next =met =granted =met? =unresolved, =easing =active =resolved
~>kid ~> <?>bear <?> ->kid =easing &fox =resolved, ~>watchman = == =7 =x =kid
""")
_STATED = _words(r"""
consent withdraw withdraw no asked refused treatment dose touch recording observers observer tell telling
hand on shoulder by by, if and & ; , audio Kim Lee; booster no booster 70 mg 30mg 0 mg 80 mg/kg
ate drank weight took held ride escort check spat swallowed override done snooze skip action told resolved
scale limit promise kept
7:30 at since nothing since 25:00 7 pm 7:30am, 12 am 3h ago 90 min ago 1.5 h 2 days ago yesterday 0 m
68 kg 150 lb 68kg, weighed 2026-11-20 2026-99-99 5-HTP sertraline none nobody not yet arrived arrived,
here has is yes no y n yes, pregnancy key vitals:15 check_in:0 mask discharge hold: 10 minutes 0.5 2000
#2 #0 #2, severity severity 2 severity moderate severity, mild about it: 10:30 : reason
moaas MOAAS cadss-23 4 6 99, bp 160/100 100/160 90-160/50-100 hr 50-120 spo2 92% 92; rr 8–24 systolic sys 0
""")
_STATED += [
    "bp 160/100",
    "hr 50-120",
    "spo2 92",
    "by Ana",
    "by Dr. Okafor, order",
    "key by Ana: reason",
    "moaas 4",
]
_STATED += [
    "cadss-28 40",
    "severity 2",
    "weighed 2026-11-20",
    "70 mg",
    "booster 30 mg",
    "ordered 70 mg",
    "3 h ago",
]
_STATED += [
    "ordered 70 mg by Ana",
    "left vastus lateralis",
    "not arrived yet",
    "exp Mar 2027",
    "site belly, low",
]
_HEADS = _words("""
consent withdraw ate drank weight took held ride escort check spat swallowed override done snooze skip
action told resolved scale limit promise kept
""")
_ODD = ["\0", "\ud800", "\u202e", "\u0301", "e\u0301", "\x1c", "\n", "\u00a0", "\u00b8"]
_PIECE = st.one_of(st.sampled_from(_SHAPES), st.sampled_from(_SHAPES + _ODD), st.text(max_size=3))
_SPACES = st.sampled_from([" ", " ", " ", "", "  ", "\n", "\u00a0"])
_STATED_PIECE = st.one_of(st.sampled_from(_STATED), st.sampled_from(_STATED + _ODD), _PIECE)
_SOMETIMES = st.sampled_from([True, False, False])


@st.composite
def grammar_lines(draw: st.DrawFn) -> str:
    """A line of pieces that mean something to the grammar, in an order that may not."""
    pieces = draw(st.lists(st.tuples(_PIECE, _SPACES), max_size=14))
    head = draw(st.sampled_from(["", ">", *(f"{kind} " for kind in _KINDS)]))
    time = draw(st.sampled_from(_TIMES)) + " " if draw(_SOMETIMES) else ""
    return time + head + "".join(piece + space for piece, space in pieces)


@st.composite
def stated_lines(draw: st.DrawFn) -> str:
    """A line about the session whose first word is known, behind it pieces in any order."""
    head = draw(st.sampled_from(_HEADS))
    joint = draw(st.sampled_from([" ", " ", ": ", ", ", "; "]))
    pieces = draw(st.lists(st.tuples(_STATED_PIECE, _SPACES), max_size=10))
    time = draw(st.sampled_from(_TIMES)) + " " if draw(_SOMETIMES) else ""
    return f"{time}> {head}{joint}" + "".join(piece + space for piece, space in pieces)


_NAMES = [
    "Kid",
    "kid",
    "kíd",
    "The Kid",
    "Bear",
    "bear fox",
    "go-numb",
    "Voice 2",
    "6 year old",
    "the",
    "Mr. Fox",
]
_NAMES += [
    'the "fox"',
    "#kid",
    "kid: bear",
    "7",
    "-",
    "kid -",
    "->x",
    "~",
    "🌿",
    "room 7 kid",
    "",
    " ",
    "x",
    "m",
]
_NAMES += ["בטן", "calm", "bear,", "the the kid", "＃kid", "“bear”", "kid ->bear", "left", "client"]
_NAME = st.one_of(st.sampled_from(_NAMES), st.sampled_from(_NAMES), st.text(max_size=4), _PIECE)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Parts of any names and aliases; names may be empty, alike, or look like something else."""
    names = draw(st.lists(st.tuples(_NAME, st.lists(_NAME, max_size=2)), max_size=5))
    return Roster(
        tuple(
            Part(
                id=f"part-{i}", client="c", name=name, aliases=tuple(aliases), first_entry="e", made_at=BEGAN
            )
            for i, (name, aliases) in enumerate(names)
        )
    )


def but_for_raw(reading: Reading) -> Reading:
    return replace(reading, raw="")
