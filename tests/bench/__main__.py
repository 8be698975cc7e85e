"""`make bench`: every measurement, each beside its floor in the same run."""

from tests.bench import (
    bench_client,
    bench_composing,
    bench_due,
    bench_idle,
    bench_map,
    bench_records,
    bench_room,
    bench_search,
    bench_start,
    bench_veil,
    bench_worksheets,
)

if __name__ == "__main__":
    bench_start.main()
    bench_room.main()
    bench_veil.main()
    bench_due.main()
    bench_map.main()
    bench_client.main()
    bench_search.main()
    bench_idle.main()
    bench_records.main()
    bench_worksheets.main()
    bench_composing.main()
