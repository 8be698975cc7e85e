"""A practice on the disk: made, opened with the keys the keyring gave, recovered, taken over, closed."""

from kap_companion.vault.founding import create
from kap_companion.vault.opened import Practice
from kap_companion.vault.opening import open_practice, open_with, recover
from kap_companion.vault.taking_over import take_over

__all__ = ["Practice", "create", "open_practice", "open_with", "recover", "take_over"]
