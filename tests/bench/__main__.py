"""`make bench`: every measurement, each beside its floor in the same run."""

from tests.bench import bench_idle, bench_records, bench_room, bench_start, bench_veil

if __name__ == "__main__":
    bench_start.main()
    bench_room.main()
    bench_veil.main()
    bench_idle.main()
    bench_records.main()
