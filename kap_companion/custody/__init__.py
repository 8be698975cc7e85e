"""Safekeeping: signing, copies between compartments, how long things are kept and how they go."""
