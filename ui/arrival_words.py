"""What waited for a person since they last opened the practice, in words."""

from PySide6.QtCore import QCoreApplication

from kap_companion.custody.arriving import Arrival
from ui import words
from ui.one_line import one_line

translate = QCoreApplication.translate


def arrival_words(arrival: Arrival) -> str:
    """One sentence for each thing; empty where nothing waited."""
    said: list[str] = []
    if arrival.received_entries:
        handed = translate(
            "Arrival", "A colleague handed you notes, by the client’s leave: {count} are in your notebook."
        )
        said.append(handed.format(count=arrival.received_entries))
    if arrival.new_keys is not None:
        at = arrival.new_keys.at
        told = translate(
            "Arrival",
            "{name} gave this practice new keys on {day} {year}. If nobody told you, ask them before you "
            "go on.",
        )
        said.append(told.format(name=one_line(arrival.new_keys.by, 60), day=words.day(at), year=at.year))
    if arrival.unreadable_letters:
        said.append(
            translate(
                "Arrival",
                "Some notes handed to you cannot be opened. Ask your colleague to send them again.",
            )
        )
    if arrival.half_signed:
        said.append(
            translate(
                "Arrival", "A signature of yours was cut off. Open that session’s record and sign once more."
            )
        )
    return " ".join(said)
