using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

/// <summary>Tells trades at given times, numbered by price; <c>null</c> is a moment without news.</summary>
internal sealed class ScriptedFeed(uint instrument, params long?[] times) : IFeed
{
    private int _next;

    /// <summary>Where the script throws instead of telling; -1 for nowhere.</summary>
    public int FailsAt { get; init; } = -1;

    public bool IsDisposed { get; private set; }

    public string Name => $"script {instrument}";

    public ushort FeedId => (ushort)instrument;

    public FeedProgress Progress => new(_next, _next, _next, times.Length, 1, 0);

    public FeedRead TryRead(ref EngineEvent slot)
    {
        if (_next == FailsAt) throw new FeedFormatException(Name, _next + 1, "scripted");
        if (_next == times.Length) return FeedRead.End;
        if (times[_next++] is not { } nanos) return FeedRead.Pending;
        ref var trade = ref slot.Begin<Trade>();
        trade.TimestampNanos = nanos;
        trade.SourceNanos = nanos;
        trade.InstrumentId = instrument;
        trade.Price = _next;
        return FeedRead.Event;
    }

    public void Dispose() => IsDisposed = true;
}
