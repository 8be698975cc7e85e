"""The encrypted record and the therapist's notebook: tables, ledger, migrations."""
