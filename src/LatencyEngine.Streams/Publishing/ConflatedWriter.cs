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
internal sealed class ConflatedWriter
{
    /// <summary>Instruments told in one step at most.</summary>
    private const int InstrumentsPerStep = 1_024;

    private readonly PublisherOptions _options;
    private readonly MarketBoard _market;
    private readonly NumberedOutlet _outlet;
    private readonly RingDeque<uint> _due;
    private readonly RingDeque<uint> _waiting;
    private readonly Changes[] _changes;
    private readonly long[] _toldNanos;
    private readonly byte[] _depth;
    private EngineEvent _slot;

    public ConflatedWriter(PublisherOptions options, MarketBoard market, NumberedOutlet outlet)
    {
        var end = options.Capacities.InstrumentIdEnd;
        (_options, _market, _outlet) = (options, market, outlet);
        (_due, _waiting) = (new RingDeque<uint>(end), new RingDeque<uint>(end));
        _changes = new Changes[end];
        _toldNanos = new long[end];
        _depth = new byte[DepthMessage.BytesMax(options.DepthLevels)];
        Array.Fill(_toldNanos, long.MinValue / 2);
    }

    [Flags]
    private enum Changes : byte
    {
        None = 0,
        Market = 1,
        Book = 2,
    }

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

    /// <summary>Tells whatever is not as it was told, due or not, as far as it is taken: nothing comes after it.</summary>
    public void Finish(long nowNanos)
    {
        while (_due.Count > 0 && TryTell(_due[0], nowNanos)) _due.TryRemoveFirst(out _);
        while (_waiting.Count > 0 && TryTell(_waiting[0], nowNanos)) _waiting.TryRemoveFirst(out _);
    }

    private bool IsDue(uint id, long nowNanos) => nowNanos - _toldNanos[id] >= _options.ConflationNanos;

    private bool TryTell(uint id, long nowNanos)
    {
        ref var changes = ref _changes[id];
        if (!_outlet.IsConnected)
        {
            _outlet.Skip();
            changes = Changes.None;
        }

        if ((changes & Changes.Market) != 0)
        {
            _slot.Set(in _market[id]);
            if (!_outlet.TrySend(_slot.AsBytes())) return false;
            changes &= ~Changes.Market;
        }

        if ((changes & Changes.Book) != 0)
        {
            var length = DepthMessage.Write(_market.Books, in _market[id], _options.DepthLevels, _depth);
            if (!_outlet.TrySend(_depth.AsSpan(0, length))) return false;
            changes &= ~Changes.Book;
        }

        _toldNanos[id] = nowNanos;
        return true;
    }
}
