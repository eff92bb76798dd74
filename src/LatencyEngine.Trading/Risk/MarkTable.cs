using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Marks of all instruments, and how their feeds are. The risk stage's thread.
/// </summary>
/// <remarks>
/// <b>Stale data.</b> What is known of an instrument is stale from a gap in it, or from the loss or
/// resynchronization of its feed, until its next market data. Only gaps tell which feed an instrument comes from;
/// where none has told yet, the loss of any feed makes it stale, because its next update sets that right and a wrong
/// order would not be.
/// <para><b>Prices.</b> Quotes and trades make the reference, and executions in books of orders. Changes of levels
/// and
/// of orders only tell that data flow: rebuilding books is the matching stage's work.</para>
/// </remarks>
public sealed class MarkTable
{
    private readonly Mark[] _marks;
    private readonly long[] _feedBroke = new long[ushort.MaxValue + 1];
    private long _anyFeedBroke = -1;

    public MarkTable(int instrumentIdEnd)
    {
        _marks = new Mark[instrumentIdEnd];
        for (var i = 0; i < _marks.Length; i++)
            _marks[i] = new Mark { DataSequence = -1, GapSequence = -1, Feed = -1 };
        Array.Fill(_feedBroke, -1);
    }

    public int InstrumentIdEnd => _marks.Length;

    public ref readonly Mark this[uint instrumentId] => ref _marks[instrumentId];

    /// <returns>Whether the reference price is another one.</returns>
    public bool Apply(in Quote quote, long inputSequence)
    {
        if (quote.InstrumentId >= (uint)_marks.Length) return false;
        ref var mark = ref _marks[quote.InstrumentId];
        if (!Quotes.MakesSense(in quote))
        {
            mark.GapSequence = inputSequence; // As if it were lost: matching believes nothing of it either.
            return false;
        }

        var before = mark.Reference;
        Refresh(ref mark, quote.TimestampNanos, inputSequence);
        mark.Bid = Math.Max(0, quote.BidPriceRaw); // The null price is the most negative one.
        mark.Ask = Math.Max(0, quote.AskPriceRaw);
        return mark.Reference != before;
    }

    /// <inheritdoc cref="Apply(in Quote, long)"/>
    public bool Apply(in Trade trade, long inputSequence) =>
        Print(trade.InstrumentId, trade.Quantity > 0 ? trade.Price : 0, trade.TimestampNanos, inputSequence);

    /// <inheritdoc cref="Apply(in Quote, long)"/>
    public bool Apply(in BookOrder change, long inputSequence)
    {
        var isPrint = change.Action is BookOrderAction.Execute or BookOrderAction.ExecuteHidden;
        return Print(change.InstrumentId, isPrint ? change.Price : 0, change.TimestampNanos, inputSequence);
    }

    public void Apply(in BookDelta change, long inputSequence) =>
        Print(change.InstrumentId, price: 0, change.TimestampNanos, inputSequence);

    public void Apply(in FeedGap gap, long inputSequence)
    {
        if (gap.InstrumentId == 0) Break(gap.FeedId, inputSequence);
        if (gap.InstrumentId == 0 || gap.InstrumentId >= (uint)_marks.Length) return;
        ref var mark = ref _marks[gap.InstrumentId];
        mark.GapSequence = inputSequence;
        mark.Feed = gap.FeedId;
    }

    public void Apply(in FeedStatus status, long inputSequence)
    {
        if (status.State is FeedState.Disconnected or FeedState.Resynchronizing) Break(status.FeedId, inputSequence);
    }

    /// <summary>Whether something was lost since the last market data of an instrument.</summary>
    public bool IsBroken(uint instrumentId)
    {
        ref var mark = ref _marks[instrumentId];
        var broke = mark.Feed < 0 ? _anyFeedBroke : _feedBroke[mark.Feed];
        return mark.DataSequence < Math.Max(mark.GapSequence, broke);
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < _marks.Length; i++)
        {
            if (_marks[i].DataSequence < 0 && _marks[i].GapSequence < 0) continue;
            hash.Add((ulong)i);
            _marks[i].AddTo(ref hash);
        }

        hash.Add(_anyFeedBroke);
        for (var feed = 0; feed < _feedBroke.Length; feed++)
            if (_feedBroke[feed] >= 0)
                hash.Add(((ulong)feed << 48) ^ (ulong)_feedBroke[feed]);
    }

    private bool Print(uint instrumentId, long price, long timestampNanos, long inputSequence)
    {
        if (instrumentId >= (uint)_marks.Length) return false;
        ref var mark = ref _marks[instrumentId];
        Refresh(ref mark, timestampNanos, inputSequence);
        if (price <= 0) return false;
        var before = mark.Reference;
        mark.Last = price;
        return mark.Reference != before;
    }

    private void Break(ushort feed, long inputSequence)
    {
        _feedBroke[feed] = inputSequence;
        _anyFeedBroke = inputSequence;
    }

    private static void Refresh(ref Mark mark, long timestampNanos, long inputSequence)
    {
        mark.DataNanos = timestampNanos;
        mark.DataSequence = inputSequence;
    }
}
