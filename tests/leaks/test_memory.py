"""What is left of passphrase and keys in the memory of a practice that was locked an hour ago."""

import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.vault.derivation import stretch
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.overwriting import Secret
from kap_companion.vault.passphrase import passphrase_bytes
from kap_companion.vault.slots import SlotKind
from tests.leaks.locked_job import LOCKED, OPEN
from tests.leaks.memory import copies, spellings, spelt_key
from tests.leaks.tracing import on_linux, own_computer
from tests.leaks.window_job import BACKWARDS, PRACTICE


def secrets_of(folder: Path) -> dict[str, bytes]:
    passphrase = BACKWARDS[::-1]
    keyring = Keyring.read(folder)
    keys = keyring.unlock(passphrase)
    slot = next(slot for slot in keyring.slots if slot.kind is SlotKind.PASSPHRASE)
    named: dict[str, Secret] = {
        "practice key": keys.practice_key,
        "personal key": keys.personal_key,
        "signing seed": keys.signing_key,
        "record key": keys.record_key(),
        "notebook key": keys.notebook_key(),
        "keyring MAC key": keys.keyring_mac_key(),
        "export key": keys.export_key(),
        "draft key": keys.draft_key(),
        "wrapping key": stretch(passphrase_bytes(passphrase), slot.salt, slot.strength),
    }
    spelt = spellings("passphrase", passphrase)
    for name, key in named.items():
        spelt |= spelt_key(name, bytes(key))
    return spelt


@pytest.mark.slow
@on_linux()
def test_an_hour_after_locking_no_copy_of_passphrase_or_keys_is_left(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.leaks.locked_job", str(tmp_path)]
    with subprocess.Popen(
        command, env=own_computer(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as companion:
        assert companion.stdin is not None
        assert companion.stdout is not None
        assert companion.stdout.readline().strip() == OPEN
        secrets = secrets_of(tmp_path / PRACTICE)
        while_open = copies(companion.pid, secrets)
        companion.stdin.write("\n")
        companion.stdin.flush()
        assert companion.stdout.readline().strip() == LOCKED
        after_locking = copies(companion.pid, secrets)
        companion.communicate("\n")
    assert companion.returncode == 0
    # One of each that is in use, so the scan sees what there is; and never the passphrase.
    needed = ("practice key", "personal key", "signing seed", "record key", "notebook key")
    assert while_open == dict.fromkeys(needed, 1)
    assert after_locking == {}
