using System.Numerics;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// The reader of the events: counts them by kind and folds every one into a digest, without a branch, so that what it costs is
/// reading. Used by one thread.
/// </summary>
/// <param name="isHashed">Hash the trades, too, in the repetition that is not timed.</param>
internal sealed class EventTally(bool isHashed)
{
    private const int Kinds = 16;
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private readonly long[] _counts = new long[Kinds];
    private readonly long[] _lots = new long[Kinds];
    private readonly long[] _notionals = new long[Kinds];
    private TradeHash _hash = new();

    /// <summary>Of all events in their order; equal runs have equal ones.</summary>
    public ulong Digest { get; private set; }

    /// <summary>Of the trades; <c>null</c> where they were not hashed.</summary>
    public ulong? TradeHash => isHashed ? _hash.Value : null;

    public long CountOf(MatchEventKind kind) => _counts[(int)kind];

    public long LotsOf(MatchEventKind kind) => _lots[(int)kind];

    /// <summary>Ticks times lots.</summary>
    public long NotionalOf(MatchEventKind kind) => _notionals[(int)kind];

    private void Read(ReadOnlySpan<MatchEvent> events)
    {
        var (counts, lots, notionals, digest) = (_counts, _lots, _notionals, Digest);
        foreach (ref readonly var e in events)
        {
            var kind = (int)e.Kind & (Kinds - 1);
            counts[kind]++;
            lots[kind] += e.Quantity;
            notionals[kind] += e.Price * e.Quantity;
            var fields = e.OrderId ^ BitOperations.RotateLeft(e.MakerOrderId, 13) ^ BitOperations.RotateLeft((ulong)e.Price, 26)
                ^ BitOperations.RotateLeft((ulong)e.Quantity, 39) ^ BitOperations.RotateLeft((ulong)e.Leaves, 52)
                ^ (ulong)(e.MakerLeaves + e.AccountId + e.MakerAccountId + e.Reason);
            digest = (BitOperations.RotateLeft(digest, 29) ^ fields ^ (ulong)kind) * Golden;
        }

        Digest = digest;
        if (isHashed) Hash(events);
    }

    private void Hash(ReadOnlySpan<MatchEvent> events)
    {
        foreach (ref readonly var e in events)
            if (e.Kind == MatchEventKind.Traded) _hash.Add(e.OrderId, e.MakerOrderId, e.Price, e.Quantity);
    }

    /// <summary>Reads for the tally, in the batches of the ring.</summary>
    public readonly struct Handler(EventTally tally) : IBatchHandler<MatchEvent>
    {
        public void OnBatch(Span<MatchEvent> events, long firstSequence, bool endOfBatch) => tally.Read(events);
    }
}
