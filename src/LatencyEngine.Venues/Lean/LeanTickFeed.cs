using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lean;

/// <summary>
/// Ticks of one instrument in the layout of LEAN: a zip per day, times in milliseconds after midnight in New York.
/// Read by one cold thread; has one file open at a time.
/// </summary>
/// <remarks>
/// <para><b>Quotes.</b> Equity quotes come one side a row and from any venue of the market: a <c>Quote</c> is the last
/// bid and the last ask, so it may be locked or crossed for a moment. A side that the day has not told yet is null:
/// yesterday's is not carried over. Every row becomes one Quote.</para>
/// <para><b>Forex</b> files have no sizes. Quotes then have a nominal size, the same on both sides, chosen by the
/// caller: it is an assumption, not data.</para>
/// <para><b>Suspicious</b> ticks, so marked by the vendor, are counted and not told. Venue letters and sale conditions
/// are not told either.</para>
/// <para><b>Order.</b> The days come in order of the dates in their names. A time that goes backwards within a day is
/// an error with its line.</para>
/// </remarks>
public sealed class LeanTickFeed : IFeed
{
    /// <summary>Size of a forex quote unless the caller knows better, in lots.</summary>
    public const long NominalLotsDefault = 1_000_000;

    private const int EventsPerTickMax = 2;

    private readonly LeanTickFiles _files;
    private readonly LeanTickKind _kind;
    private readonly InstrumentTerms _terms;
    private readonly long _nominalLots;
    private readonly EventBatch _batch = new(EventsPerTickMax);
    private int _fileIndex;
    private long _bytesBefore;
    private LineReader? _reader;
    private NewYorkDay _day;
    private LeanTick _quote;
    private long _lastSinceMidnight;
    private long _nanos;
    private long _ticks;
    private long _told;
    private bool _isOver;

    /// <param name="folder">Such as <c>equity/usa/tick/bac</c>; files of other kinds in it are left alone.</param>
    /// <param name="nominalLots">Size of forex quotes, in lots of the instrument; unused for equities.</param>
    /// <exception cref="FeedFormatException">The folder has no such files.</exception>
    public LeanTickFeed(
        string folder, LeanTickKind kind, InstrumentTerms terms, ushort feedId, long nominalLots = NominalLotsDefault)
        : this(LeanTickFiles.In(folder, kind), kind, terms, feedId, nominalLots)
    {
    }

    /// <param name="files">One for each day, in any order.</param>
    /// <param name="nominalLots">Size of forex quotes, in lots of the instrument; unused for equities.</param>
    /// <exception cref="FeedFormatException">A name is not right, or a day comes twice.</exception>
    public LeanTickFeed(
        IEnumerable<string> files, LeanTickKind kind, InstrumentTerms terms, ushort feedId,
        long nominalLots = NominalLotsDefault)
        : this(new LeanTickFiles(files, kind), kind, terms, feedId, nominalLots)
    {
    }

    private LeanTickFeed(
        LeanTickFiles files, LeanTickKind kind, InstrumentTerms terms, ushort feedId, long nominalLots)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(nominalLots, 1);
        if (kind != LeanTickKind.ForexQuotes && terms.LotExponent != 0)
            throw new ArgumentException(
                $"'{terms.Symbol}': equities count in shares, not in 10^{terms.LotExponent}.", nameof(terms));
        _files = files;
        _kind = kind;
        _terms = terms;
        _nominalLots = nominalLots;
        FeedId = feedId;
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"LEAN {kind} {terms.Symbol} {files[0].Date:yyyy-MM-dd} to {files[files.Count - 1].Date:yyyy-MM-dd}");
        StartDay();
    }

    public string Name { get; }

    public ushort FeedId { get; }

    /// <summary>Ticks that were marked as suspicious and not told.</summary>
    public long Suspicious { get; private set; }

    public FeedProgress Progress => new(
        _ticks, _told, _bytesBefore + (_reader?.BytesRead ?? 0), _files.BytesTotal, Gaps: 0, Reordered: 0);

    public FeedRead TryRead(ref EngineEvent slot)
    {
        if (_batch.IsEmpty && !_isOver) ReadOn();
        if (!_batch.TryTake(ref slot)) return FeedRead.End;
        _told++;
        return FeedRead.Event;
    }

    public void Dispose() => _reader?.Dispose();

    // An error ends the feed.
    private void ReadOn()
    {
        try
        {
            while (_batch.IsEmpty) ReadTick();
        }
        catch
        {
            _isOver = true;
            _batch.Clear();
            throw;
        }
    }

    private void ReadTick()
    {
        if (!_reader!.TryReadLine(out var row))
        {
            EndDay();
            return;
        }

        if (LeanTick.Parse(row, _kind, out var tick) is { } problem) throw _reader.Error(problem);
        if (tick.SinceMidnightNanos < _lastSinceMidnight)
            throw _reader.Error(
                $"time goes backwards, from {_lastSinceMidnight} to {tick.SinceMidnightNanos} ns after midnight");
        _lastSinceMidnight = tick.SinceMidnightNanos;
        if (tick.IsSuspicious) Suspicious++;
        else Tell(in tick);
        _ticks++;
    }

    private void StartDay()
    {
        _reader = _files.Open(_fileIndex, _terms.Symbol);
        _day = new NewYorkDay(_files[_fileIndex].Date);
        _nanos = _day.ToUtcNanos(0);
        _lastSinceMidnight = 0;
        _quote = default;
    }

    private void EndDay()
    {
        _reader!.Dispose();
        _reader = null;
        _bytesBefore += _files[_fileIndex].Bytes;
        if (++_fileIndex < _files.Count)
        {
            StartDay();
            return;
        }

        if (_told == 0) TellStatus(FeedState.Connected);
        TellStatus(FeedState.Ended);
        _isOver = true;
    }

    private void Tell(in LeanTick tick)
    {
        _nanos = _day.ToUtcNanos(tick.SinceMidnightNanos);
        if (_told == 0) TellStatus(FeedState.Connected);
        if (_kind == LeanTickKind.EquityTrades) TellTrade(in tick);
        else TellQuote(in tick);
    }

    private void TellTrade(in LeanTick tick)
    {
        ref var trade = ref _batch.Add().Begin<Trade>();
        trade.TimestampNanos = _nanos;
        trade.SourceNanosRaw = _nanos;
        trade.InstrumentId = _terms.Id;
        trade.VenueId = _terms.VenueId;
        trade.Flags = MarketFlags.EndOfBatch;
        trade.Price = tick.Price;
        trade.Quantity = tick.Size;
    }

    private void TellQuote(in LeanTick tick)
    {
        var isForex = _kind == LeanTickKind.ForexQuotes;
        if (tick.Price > 0) _quote = _quote with { Price = tick.Price, Size = isForex ? _nominalLots : tick.Size };
        if (tick.AskPrice > 0)
            _quote = _quote with { AskPrice = tick.AskPrice, AskSize = isForex ? _nominalLots : tick.AskSize };
        ref var quote = ref _batch.Add().Begin<Quote>();
        quote.TimestampNanos = _nanos;
        quote.SourceNanosRaw = _nanos;
        quote.InstrumentId = _terms.Id;
        quote.VenueId = _terms.VenueId;
        quote.Flags = MarketFlags.EndOfBatch;
        if (_quote.Price > 0) quote.BidPriceRaw = _quote.Price;
        quote.BidQuantity = _quote.Size;
        if (_quote.AskPrice > 0) quote.AskPriceRaw = _quote.AskPrice;
        quote.AskQuantity = _quote.AskSize;
    }

    private void TellStatus(FeedState state)
    {
        ref var status = ref _batch.Add().Begin<FeedStatus>();
        status.TimestampNanos = _nanos;
        status.FeedId = FeedId;
        status.State = state;
        status.Messages = (ulong)_ticks;
    }
}
