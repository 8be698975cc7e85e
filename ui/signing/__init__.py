"""The record of a session once it is over: risks answered, signatures, addenda."""
