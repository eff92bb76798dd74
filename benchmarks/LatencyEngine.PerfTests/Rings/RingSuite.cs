using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>The contests of <c>bench ring</c>.</summary>
internal static class RingSuite
{
    /// <summary>As in the upstream tests of the field.</summary>
    public const int CapacitySlots = 1 << 16;

    private const int SmallBatch = 10;

    private static readonly Column[] Throughput = [new("throughput", "million events/s", HigherIsBetter: true)];

    public static IEnumerable<Contest> Contests(Bench bench)
    {
        yield return OneToOne<Payload8, Payload8>("One to one, 8-byte events", bench.Pinned, batch: 1);
        yield return OneToOne<Payload8, Payload8>("One to one, 8-byte events, batches of 10", bench.Pinned, SmallBatch);
        yield return OneToOne<Payload64, Payload56>("One to one, 64-byte events", bench.Pinned, batch: 1);
        yield return OneToOne<Payload64, Payload56>("One to one, 64-byte events, batches of 10", bench.Pinned, SmallBatch);
        yield return ManyToOne("One producer of many", bench.Pinned, producers: 1);
        yield return ManyToOne("Two producers", bench.Floating, producers: 2);
        yield return Stages("Chain of three", bench.Floating, isDiamond: false);
        yield return Stages("Diamond", bench.Floating, isDiamond: true);
        yield return RoundTrip(bench.Pinned);
    }

    private static Contest OneToOne<T, TSlotPayload>(string title, Crew crew, int batch)
        where T : unmanaged, IPayload
        where TSlotPayload : unmanaged, IPayload
    {
        var rivals = new OneToOne<T>(crew, batch);
        return new Contest(title, Throughput, Enter, []);

        Contender[] Enter() =>
        [
            rivals.BareCursorRing<NoPause>("no pause"),
            rivals.BareCursorRing<PauseOne>("1 pause"),
            rivals.BareCursorRing<PauseEight>("8 pauses"),
            rivals.BareCursorRing<PauseThirtyTwo>("32 pauses"),
            rivals.BareCursorRing<Breather>("breather"),
            rivals.BareSlotRing<TSlotPayload, PauseEight>("8 pauses"),
            rivals.BareSlotRing<TSlotPayload, PauseThirtyTwo>("32 pauses"),
            rivals.BoundedChannel(),
            rivals.ConcurrentQueue(),
        ];
    }

    private static Contest ManyToOne(string title, Crew crew, int producers)
    {
        var rivals = new ManyToOne(crew, producers);
        return new Contest(title, Throughput, Enter, []);

        Contender[] Enter() => [rivals.BareRing<YieldingPace>("yielding"), rivals.ConcurrentQueue()];
    }

    private static Contest Stages(string title, Crew crew, bool isDiamond) =>
        new(title, Throughput, () => [Rings.Stages.Bare(crew, isDiamond)], []);

    private static Contest RoundTrip(Crew crew) =>
        new("Round trip", RoundTrip<TwoFlagPort>.Columns, () =>
        [
            new RoundTrip<TwoFlagPort>("two flags", Trait.Baseline, crew, new TwoFlagPort(new TwoFlagExchange())),
        ], []);
}
