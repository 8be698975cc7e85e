"""`python -m kap_companion` does what `kap-companion` does."""

from kap_companion.cli import main

if __name__ == "__main__":
    main()
