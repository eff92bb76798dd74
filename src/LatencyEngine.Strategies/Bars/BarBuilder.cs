using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.Bars;

/// <summary>
/// Gathers one instrument's prices into bars of one length: a value, one for each instrument and
/// subscription. The strategy stage's thread.
/// </summary>
/// <remarks>
/// <para><b>Intervals</b> are [start, start + length) with starts at multiples of the length since the Unix
/// epoch, so that seconds, minutes, hours and days are round in UTC; weeks start on Thursdays, as the epoch
/// did.</para>
/// <para><b>Closing.</b> A bar closes with the first update, or <see cref="TryClose"/>, at or after its end.
/// Intervals without an update have no bar. An update whose time went back counts into the open bar.</para>
/// <para><b>Limits.</b> The volume and the number of updates stay at their largest value instead of
/// wrapping.</para>
/// </remarks>
public struct BarBuilder
{
    private readonly long _barNanos;
    private readonly uint _instrumentId;
    private readonly BarKind _kind;
    private uint _updates;
    private long _openNanos;
    private long _open;
    private long _high;
    private long _low;
    private long _close;
    private long _volume;

    /// <param name="barNanos">Length; positive.</param>
    public BarBuilder(uint instrumentId, BarKind kind, long barNanos)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barNanos);
        _instrumentId = instrumentId;
        _kind = kind;
        _barNanos = barNanos;
    }

    /// <summary>Whether an interval is under way. <c>false</c> until the first update, and after a close by
    /// time.</summary>
    public readonly bool IsOpen => _updates != 0;

    /// <summary>When the open bar ends; never while there is none.</summary>
    public readonly long DueNanos =>
        !IsOpen || _openNanos > long.MaxValue - _barNanos ? long.MaxValue : _openNanos + _barNanos;

    public readonly BarKind Kind => _kind;

    public readonly long BarNanos => _barNanos;

    /// <summary>Takes the side of a quote that these bars are of; nothing when that side is empty.</summary>
    /// <inheritdoc cref="Update"/>
    public bool OnQuote(in Quote quote, ref BarClosed closed)
    {
        var bid = quote.BidPriceRaw;
        var ask = quote.AskPriceRaw;
        switch (_kind)
        {
            case BarKind.Bid:
                return bid != Quote.BidPriceNullValue && Update(quote.TimestampNanos, bid, 0, ref closed);
            case BarKind.Ask:
                return ask != Quote.AskPriceNullValue && Update(quote.TimestampNanos, ask, 0, ref closed);
            case BarKind.Mid:
                return bid != Quote.BidPriceNullValue && ask != Quote.AskPriceNullValue
                    && Update(quote.TimestampNanos, MidPrice.Of(bid, ask), 0, ref closed);
            default:
                return false;
        }
    }

    /// <summary>Takes a trade, when these are bars of trades.</summary>
    /// <inheritdoc cref="Update"/>
    public bool OnTrade(in Trade trade, ref BarClosed closed) =>
        _kind == BarKind.Trade && Update(trade.TimestampNanos, trade.Price, trade.Quantity, ref closed);

    /// <summary>Counts a price into its interval.</summary>
    /// <param name="lots">Traded at this price; 0 for quotes.</param>
    /// <param name="closed">Becomes the bar before, without its place among the outputs, when there is
    /// one.</param>
    /// <returns>Whether this price closed a bar.</returns>
    public bool Update(long timestampNanos, long price, long lots, ref BarClosed closed)
    {
        var hasClosed = TryClose(timestampNanos, ref closed);
        if (!IsOpen) Open(timestampNanos, price);
        if (price > _high) _high = price;
        if (price < _low) _low = price;
        _close = price;
        _volume = lots > long.MaxValue - _volume ? long.MaxValue : _volume + lots;
        if (_updates != uint.MaxValue) _updates++;
        return hasClosed;
    }

    /// <summary>Closes the bar whose end has come; for quiet markets.</summary>
    /// <inheritdoc cref="Update"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClose(long nowNanos, ref BarClosed closed)
    {
        if (nowNanos < DueNanos || !IsOpen) return false;
        Close(nowNanos, ref closed);
        return true;
    }

    /// <summary>Hashes the bar under way.</summary>
    public readonly void AddTo(ref StrategyHash hash)
    {
        hash.Add(_updates);
        if (!IsOpen) return;
        hash.Add(_openNanos);
        hash.Add(_open);
        hash.Add(_high);
        hash.Add(_low);
        hash.Add(_close);
        hash.Add(_volume);
    }

    private void Close(long nowNanos, ref BarClosed closed)
    {
        closed = BarClosed.Create();
        closed.TimestampNanos = nowNanos;
        closed.InstrumentId = _instrumentId;
        closed.BarKind = _kind;
        closed.BarNanos = _barNanos;
        closed.OpenNanos = _openNanos;
        closed.Open = _open;
        closed.High = _high;
        closed.Low = _low;
        closed.Close = _close;
        closed.Volume = _volume;
        closed.Updates = _updates;
        _updates = 0;
    }

    private void Open(long timestampNanos, long price)
    {
        var intoBar = timestampNanos % _barNanos;
        _openNanos = timestampNanos - (intoBar < 0 ? intoBar + _barNanos : intoBar);
        _open = _high = _low = price;
        _volume = 0;
    }
}
