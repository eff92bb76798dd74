using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Tells the latest of each instrument that changed, each at most once in a stated time. The publisher's thread; owns
/// what has changed since it was told.
/// </summary>
/// <remarks>
/// <b>Order.</b> An instrument that was silent for that time is told with the next step; one that was not waits behind
/// those that changed before it, none of which waits longer than that time. <b>Slow viewers.</b> What nobody could take
/// stays changed, and is told later as it is then.
/// </remarks>
internal sealed class ConflatedWriter(PublisherOptions options, MarketBoard market, NumberedOutlet outlet)
{
    /// <summary>Instruments told in one step at most.</summary>
    private const int InstrumentsPerStep = 1_024;

    private readonly RingDeque<uint> _due = new(options.Capacities.InstrumentIdEnd);
    private readonly RingDeque<uint> _waiting = new(options.Capacities.InstrumentIdEnd);
    private readonly Changes[] _changes = new Changes[options.Capacities.InstrumentIdEnd];
    private readonly long[] _toldNanos = new long[options.Capacities.InstrumentIdEnd];
    private readonly byte[] _depth = new byte[DepthMessage.BytesMax(options.DepthLevels)];
    private EngineEvent _slot;

    [Flags]
    private enum Changes : byte
    {
        None = 0,
        Market = 1,
        Book = 2,
    }

    public NumberedOutlet Outlet => outlet;

    /// <summary>Notes that an instrument is not as it was told.</summary>
    public void Mark(in MarketChange change, long nowNanos)
    {
        var id = change.InstrumentId;
        if (id == 0) return;
        ref var changes = ref _changes[id];
        if (changes == Changes.None)
        {
            if (IsDue(id, nowNanos)) _due.TryAddLast(id);
            else _waiting.TryAddLast(id);
        }

        changes |= change.IsBook ? Changes.Market | Changes.Book : Changes.Market;
    }

    /// <summary>Tells what is due, as far as it is taken.</summary>
    public void Step(long nowNanos)
    {
        var left = InstrumentsPerStep;
        while (left-- > 0 && _due.Count > 0 && TryTell(_due[0], nowNanos)) _due.TryRemoveFirst(out _);
        while (left-- > 0 && _waiting.Count > 0 && IsDue(_waiting[0], nowNanos) && TryTell(_waiting[0], nowNanos))
            _waiting.TryRemoveFirst(out _);
    }

    private bool IsDue(uint id, long nowNanos) => nowNanos - _toldNanos[id] >= options.ConflationNanos;

    private bool TryTell(uint id, long nowNanos)
    {
        ref var changes = ref _changes[id];
        if (!outlet.IsConnected)
        {
            outlet.Skip();
            changes = Changes.None;
        }

        if ((changes & Changes.Market) != 0)
        {
            _slot.Set(in market[id]);
            if (!outlet.TrySend(_slot.AsBytes())) return false;
            changes &= ~Changes.Market;
        }

        if ((changes & Changes.Book) != 0)
        {
            var length = DepthMessage.Write(market.Books, in market[id], options.DepthLevels, _depth);
            if (!outlet.TrySend(_depth.AsSpan(0, length))) return false;
            changes &= ~Changes.Book;
        }

        _toldNanos[id] = nowNanos;
        return true;
    }
}
