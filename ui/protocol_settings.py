"""A practice's own protocols and questions, on its settings page: listed, copied, opened in an editor."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from kap_companion.errors import KnownError
from kap_companion.session.protocol import all_protocols, copy_protocol
from kap_companion.session.protocol_places import keys_in
from kap_companion.session.protocol_reading import ENDING
from kap_companion.vault.practice_folder import PROMPTS_NAME, PROTOCOLS_NAME, own_prompts, own_protocols
from kap_companion.vocabulary.protocol import Protocol
from kap_companion.worksheets.own_questions import copy_questions
from kap_companion.worksheets.prompts import SIX_FS, load_six_fs
from ui.dialogs import Dialogs
from ui.one_line import one_line
from ui.settings.protocols_panel import FileShown, ProtocolsPanel


class ProtocolSettings(QObject):
    """Serves a panel of protocols until it is gone.

    Args:
        folder: the practice's.
        dialogs: open a file in the system's own editor.
        parent: who shows the panel.
    """

    def __init__(self, folder: Path, dialogs: Dialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._protocols = own_protocols(folder)
        self._prompts = own_prompts(folder)

    def attach(self, panel: ProtocolsPanel) -> None:
        """Show what there is, and do what the panel asks for."""
        panel.copy_wanted.connect(partial(self._copy, panel))
        panel.edit_wanted.connect(partial(self._edit, panel))
        panel.questions_wanted.connect(partial(self._edit_questions, panel))
        panel.look_again_wanted.connect(partial(self._look_again, panel))
        self._show(panel)

    def _show(self, panel: ProtocolsPanel) -> int:
        read, wrong = all_protocols(self._protocols)
        questions_wrong: list[KnownError] = []
        load_six_fs(self._prompts, questions_wrong.append)
        problems = [str(error) for error in (*wrong, *questions_wrong)]
        panel.show_files([*self._read(read), *self._unread(read)], self._questions_shown(), problems)
        return len(problems)

    def _read(self, read: tuple[Protocol, ...]) -> Iterator[FileShown]:
        for protocol in read:
            about = (
                self._of_practice(PROTOCOLS_NAME, f"{protocol.key}{ENDING}")
                if protocol.own
                else self.tr("Ships with the companion.")
            )
            yield FileShown(protocol.key, protocol.name, about, protocol.own)

    def _unread(self, read: tuple[Protocol, ...]) -> Iterator[FileShown]:
        known = {protocol.key for protocol in read if protocol.own}
        try:
            keys = keys_in(self._protocols)
        except KnownError:
            # It is said among the problems already.
            return
        for key in keys:
            if key not in known:
                yield FileShown(
                    key, f"{key}{ENDING}", self.tr("Of the practice’s own, and not read."), own=True
                )

    def _questions_shown(self) -> FileShown:
        own = (self._prompts / SIX_FS).exists()
        about = self._of_practice(PROMPTS_NAME, SIX_FS) if own else self.tr("Ship with the companion.")
        return FileShown("", self.tr("Questions for the room"), about, own)

    def _of_practice(self, folder: str, name: str) -> str:
        return self.tr("The practice’s own: {file}").format(file=f"{folder}/{name}")

    def _copy(self, panel: ProtocolsPanel, key: str) -> None:
        try:
            path = copy_protocol(key, self._protocols)
        except KnownError as error:
            panel.show_problem(str(error))
            return
        self._show(panel)
        panel.look_again.setFocus()
        self._open(panel, path)

    def _edit(self, panel: ProtocolsPanel, key: str) -> None:
        self._open(panel, self._protocols / f"{key}{ENDING}")

    def _edit_questions(self, panel: ProtocolsPanel) -> None:
        path = self._prompts / SIX_FS
        if not path.exists():
            try:
                path = copy_questions(self._prompts)
            except KnownError as error:
                panel.show_problem(str(error))
                return
            self._show(panel)
            panel.look_again.setFocus()
        self._open(panel, path)

    def _open(self, panel: ProtocolsPanel, path: Path) -> None:
        file = one_line(str(path), 300)
        if self._dialogs.open_file(path):
            said = self.tr("{file} is opened. Change it, save it, then look again.").format(file=file)
            panel.say(said)
        else:
            said = self.tr("Nothing here opens such a file. Open it in a text editor: {file}")
            panel.show_problem(said.format(file=file))

    def _look_again(self, panel: ProtocolsPanel) -> None:
        if self._show(panel):
            panel.say("")
        else:
            panel.say(self.tr("Every protocol can be read, and so can the questions."))
