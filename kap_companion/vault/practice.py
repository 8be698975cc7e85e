"""A practice on the disk: made, opened with the keys the keyring gave, recovered, closed."""

from kap_companion.vault.founding import create
from kap_companion.vault.opened import Practice
from kap_companion.vault.opening import open_practice, open_with, recover

__all__ = ["Practice", "create", "open_practice", "open_with", "recover"]
