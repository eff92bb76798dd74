using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
#if PEERS
using LatencyEngine.PerfTests.Peers;
#endif

namespace LatencyEngine.PerfTests.Rings;

/// <summary>The contests of <c>bench ring</c>.</summary>
internal static class RingSuite
{
    /// <summary>As in the upstream tests of the field.</summary>
    public const int CapacitySlots = 1 << 16;

    private const int SmallBatch = 10;
    private const long IdleMillis = 2_000;
    private const long FirstEvents = 300;

    private static readonly Column[] Throughput =
        [new("throughput", "million events/s", HigherIsBetter: true)];

    private static readonly Column[] ProcessorTime =
        [new("processor time", "% of one core", HigherIsBetter: false, Decimals: 2)];

    public static IEnumerable<Contest> Contests(Bench bench, Effort effort)
    {
        yield return OneToOne<Payload8, Payload8>("One to one, 8-byte events", bench.Pinned, batch: 1);
        yield return OneToOne<Payload8, Payload8>("One to one, 8-byte events, batches of 10", bench.Pinned,
            SmallBatch);
        yield return OneToOne<Payload64, Payload56>("One to one, 64-byte slots", bench.Pinned, batch: 1);
        yield return OneToOne<Payload64, Payload56>("One to one, 64-byte slots, batches of 10",
            bench.Pinned, SmallBatch);
        yield return ManyToOne("Shared ring, one producer", bench.Pinned, producers: 1, "");
        yield return ManyToOne("Shared ring, two producers", bench.Floating, producers: 2,
            "three threads, placed by the scheduler");
        yield return Stages("Chain of three", bench.Floating, isDiamond: false, RingGoals.Chain);
        yield return Stages("Diamond", bench.Floating, isDiamond: true, RingGoals.Diamond);
        yield return RoundTrip(bench.Pinned);
        yield return Idle(bench.Floating, effort);
        yield return FirstEvent(bench.Floating, effort);
    }

    private static Contest OneToOne<T, TSlotPayload>(string title, Crew crew, int batch)
        where T : unmanaged, IPayload
        where TSlotPayload : unmanaged, IPayload
    {
        var rivals = new OneToOne<T>(crew, batch);
        return new Contest(title, Throughput, Enter, RingGoals.OneToOne);

        Contender[] Enter() =>
        [
            rivals.BareCursorRing<NoPause>("no pause"),
            rivals.BareCursorRing<PauseOne>("1 pause"),
            rivals.BareCursorRing<PauseEight>("8 pauses"),
            rivals.BareCursorRing<PauseThirtyTwo>("32 pauses"),
            rivals.BareCursorRing<Breather>("breather"),
            rivals.PatientCursorRing(),
            rivals.BareSlotRing<TSlotPayload, PauseEight>("8 pauses"),
            rivals.BareSlotRing<TSlotPayload, PauseThirtyTwo>("32 pauses"),
            Ours<T, BusySpinWait>("cursor", "busy", Trait.Spins, Publication.Cursor, default),
            Ours<TSlotPayload, BusySpinWait>("slot", "busy", Trait.Spins, Publication.Slot, default),
            Ours<T, YieldingWait>("cursor", "yielding", Trait.Spins, Publication.Cursor, new YieldingWait()),
            Ours<TSlotPayload, YieldingWait>("slot", "yielding", Trait.Spins, Publication.Slot,
                new YieldingWait()),
            Ours<T, AdaptiveWait>("cursor", "adaptive", Trait.IdlesQuietly, Publication.Cursor, default),
            Ours<TSlotPayload, AdaptiveWait>("slot", "adaptive", Trait.IdlesQuietly, Publication.Slot,
                default),
            Ours<T, BackOffParkingWait>("cursor", "back-off", Trait.IdlesQuietly, Publication.Cursor,
                new BackOffParkingWait()),
            Ours<T, BlockingWait>("cursor", "blocking", Trait.IdlesQuietly, Publication.Cursor,
                new BlockingWait()),
            BySpan<BusySpinWait>("busy", Trait.Spins, default),
            BySpan<AdaptiveWait>("adaptive", Trait.IdlesQuietly, default),
            rivals.BoundedChannel(),
            rivals.ConcurrentQueue(),
#if PEERS
            .. DisruptorRivals.OneToOne<T>(crew, batch),
#endif
        ];

        Pipeline BySpan<TWait>(string wait, Trait traits, TWait strategy)
            where TWait : struct, IWaitStrategy =>
            EngineRing<T, TWait>.Enter($"engine ring by cursor, {wait}, spans", traits, crew, batch,
                Publication.Cursor, strategy, bySpan: true);

        Pipeline Ours<TPayload, TWait>(string publication, string wait, Trait traits, Publication by,
            TWait strategy)
            where TPayload : unmanaged, IPayload
            where TWait : struct, IWaitStrategy =>
            EngineRing<TPayload, TWait>.Enter($"engine ring by {publication}, {wait}", traits, crew, batch,
                by, strategy);
    }

    private static Contest ManyToOne(string title, Crew crew, int producers, string note)
    {
        var rivals = new ManyToOne(crew, producers);
        return new Contest(title, Throughput, Enter, []) { Note = note };

        Contender[] Enter() =>
        [
            rivals.BareRing<YieldingPace>("yielding"),
            EngineManyToOne<YieldingWait>.Enter("engine ring, yielding", Trait.Spins, crew, rivals,
                new YieldingWait()),
            EngineManyToOne<AdaptiveWait>.Enter("engine ring, adaptive", Trait.IdlesQuietly, crew, rivals,
                default),
            rivals.ConcurrentQueue(),
        ];
    }

    private static Contest Stages(string title, Crew crew, bool isDiamond, Goal[] goals) =>
        new(title, Throughput, () =>
        [
            Rings.Stages.Bare(crew, isDiamond),
            EngineStages<YieldingWait>.Enter("engine ring, yielding", Trait.Spins, crew, isDiamond,
                new YieldingWait()),
            EngineStages<AdaptiveWait>.Enter("engine ring, adaptive", Trait.IdlesQuietly, crew, isDiamond,
                default),
#if PEERS
            .. DisruptorRivals.Stages(crew, isDiamond),
#endif
        ], goals)
        {
            Note = "a producer and three stages: four threads, placed by the scheduler",
            SampleTime = TimeSpan.FromMilliseconds(100),
        };

    private static Contest RoundTrip(Crew crew) =>
        new("Round trip of two threads", RoundTrip<TwoFlagPort>.Columns, () =>
        [
            new RoundTrip<TwoFlagPort>("two flags", Trait.Baseline, crew,
                new TwoFlagPort(new TwoFlagExchange())),
            EnginePort<SlotBarrier>.Enter<BusySpinWait>(
                "engine rings by slot, busy", Trait.Spins, crew, Publication.Slot, SlotBarrier.Of, default),
            EnginePort<SlotBarrier>.Enter<AdaptiveWait>(
                "engine rings by slot, adaptive", Trait.IdlesQuietly, crew, Publication.Slot,
                    SlotBarrier.Of, default),
            EnginePort<SequenceBarrier>.Enter<BusySpinWait>(
                "engine rings by cursor, busy", Trait.Spins, crew, Publication.Cursor, Follow, default),
#if PEERS
            DisruptorRivals.RoundTrip(crew),
#endif
        ], RingGoals.RoundTrip)
        {
            Note = "percentiles contain one reading of the clock each; the untimed mean does not",
        };

    private static SequenceBarrier Follow(RingBuffer<Payload8> ring) => new(ring.Cursor);

    private static Contest Idle(Crew crew, Effort effort) =>
        new("Idle engine, three stages", ProcessorTime, () =>
        [
            new IdleEngine<AdaptiveWait>("adaptive", Trait.IdlesQuietly, crew, default),
            new IdleEngine<BackOffParkingWait>("back-off", Trait.None, crew, new BackOffParkingWait()),
            new IdleEngine<BlockingWait>("blocking", Trait.None, crew, new BlockingWait()),
            new IdleEngine<YieldingWait>("yielding", Trait.Spins, crew, new YieldingWait()),
        ], RingGoals.Idle)
        {
            IsThreaded = false,
            IsWarmedUp = false,
            FixedOperations = (long)(IdleMillis * effort.SampleTimeScale),
            SamplesWanted = 1,
        };

    private static Contest FirstEvent(Crew crew, Effort effort) =>
        new("First event after 5 ms of idleness", FirstEvent<AdaptiveWait>.Columns, () =>
        [
            new FirstEvent<AdaptiveWait>("adaptive", Trait.IdlesQuietly, crew, default),
            new FirstEvent<BackOffParkingWait>("back-off", Trait.None, crew, new BackOffParkingWait()),
            new FirstEvent<BlockingWait>("blocking", Trait.None, crew, new BlockingWait()),
        ], RingGoals.FirstEvent)
        {
            Note = FormattableString.Invariant($"{FirstEvents} events in each sample"),
            IsThreaded = false,
            IsWarmedUp = false,
            FixedOperations = FirstEvents,
            SamplesWanted = effort.Samples / 3, // Each takes seconds.
        };
}
