using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// A recording of one instrument's raw Binance streams (depth differences, best prices, trades, and snapshots of the
/// book) told as events. Read by one cold thread; owns the files.
/// </summary>
/// <remarks>
/// <para><b>Files.</b> Each line is the recorder's UTC time in nanoseconds, a blank, and the venue's JSON. Several
/// files continue each other and are read as one. Streams of another instrument are an error; streams that are not
/// told (candles, marks) are counted.</para>
/// <para><b>Book.</b> Until there is a snapshot depth is held back and the state is Resynchronizing; so it is after a
/// gap, which the recording can only heal with another snapshot. A held message is told with the snapshot's receive
/// time. What counts as a gap says <see cref="DepthSequence"/>; the ids of the event are the first that was due and
/// the first after what the message follows.</para>
/// <para><b>Best prices</b> are the venue's own <c>bookTicker</c>, which is ahead of the depth stream; a quote older
/// than the last one is dropped. <b>Trades</b> have consecutive ids: a missing one is a gap and nothing else, the
/// book is not affected.</para>
/// <para><b>Limits.</b> <see cref="BinanceMessage.LevelsMax"/> levels in a message (more is an error),
/// <see cref="HeldDepth.MessagesMax"/> messages held (more are given up, counted).</para>
/// </remarks>
public sealed class BinanceFeed : IFeed
{
    private readonly BinanceRecording _recording;
    private readonly BinanceMessageParser _parser;
    private readonly BinanceMessage _message = new();
    private readonly BinanceEventWriter _writer;
    private readonly BinanceBookFeed _book;
    private BinanceFeedCounts _counts;
    private FeedFormatException? _failure;
    private long _quoteId;
    private long _tradeId = -1;
    private bool _hasStarted;
    private bool _hasEnded;

    /// <param name="paths">In the order of time.</param>
    /// <param name="terms">Its symbol is the venue's, as the streams name it; its market model is Depth.</param>
    /// <param name="feedId">Marks the feed's status and gap events.</param>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    public BinanceFeed(IReadOnlyList<string> paths, InstrumentTerms terms, ushort feedId = 1)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(terms.MarketModel, MarketModel.Depth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(terms.TickSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms.LotExponent, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(terms.LotExponent, ContractTerms.LotExponentMin);
        _recording = new BinanceRecording(paths);
        _parser = new BinanceMessageParser(terms);
        _writer = new BinanceEventWriter(terms, feedId);
        _book = new BinanceBookFeed(_writer);
        FeedId = feedId;
        Name = $"Binance recording of {terms.Symbol}: {string.Join(", ", paths.Select(Path.GetFileName))}";
    }

    public string Name { get; }

    public ushort FeedId { get; }

    public FeedProgress Progress => new(
        _recording.Lines, _writer.Told, _recording.BytesRead, _recording.BytesTotal, _writer.Gaps, _writer.MovedUp);

    /// <summary>What was read, and what of it was not told.</summary>
    public BinanceFeedCounts Counts => _counts;

    public FeedRead TryRead(ref EngineEvent slot)
    {
        while (_writer.IsEmpty)
        {
            if (_failure is not null) throw _failure;
            if (_hasEnded) return FeedRead.End;
            Advance();
        }

        _writer.Take(ref slot);
        return FeedRead.Event;
    }

    public void Dispose() => _recording.Dispose();

    private void Advance()
    {
        try
        {
            if (_book.HasHeldToTell) _book.TellHeld(_recording.Lines, ref _counts);
            else if (_recording.TryReadLine(out var receiveNanos, out var json)) OnLine(receiveNanos, json);
            else End();
        }
        catch (FeedFormatException e)
        {
            _failure = e;
        }
    }

    private void OnLine(long receiveNanos, ReadOnlySpan<byte> json)
    {
        _writer.MoveTo(receiveNanos);
        if (!_hasStarted) Start();
        Understand(json);
        switch (_message.Kind)
        {
            case BinanceMessageKind.Depth:
                _counts.DepthMessages++;
                _book.OnDepth(_message, _recording.Lines, ref _counts);
                break;
            case BinanceMessageKind.Snapshot:
                _counts.Snapshots++;
                _book.OnSnapshot(_message, _recording.Lines, ref _counts);
                break;
            case BinanceMessageKind.Quote: OnQuote(); break;
            case BinanceMessageKind.Trade: OnTrade(); break;
            default: _counts.OtherMessages++; break;
        }
    }

    private void Understand(ReadOnlySpan<byte> json)
    {
        try
        {
            _parser.Parse(json, _message);
        }
        catch (FormatException e)
        {
            throw _recording.Error(e.Message, e);
        }
        catch (JsonException e)
        {
            throw _recording.Error($"malformed JSON at byte {e.BytePositionInLine}", e);
        }
    }

    private void OnQuote()
    {
        _counts.Quotes++;
        if (_message.UpdateId < _quoteId)
        {
            _counts.StaleQuotes++;
            return;
        }

        _quoteId = _message.UpdateId;
        _writer.BestPrices(_message);
    }

    private void OnTrade()
    {
        _counts.Trades++;
        var id = _message.TradeId;
        if (id <= _tradeId)
        {
            _counts.StaleTrades++;
            return;
        }

        if (_tradeId >= 0 && id != _tradeId + 1) _writer.Gap(_tradeId + 1, id, isBookLost: false);
        _tradeId = id;
        if (_message.Trade.Quantity == 0) _counts.EmptyTrades++;
        else _writer.Print(_message);
    }

    private void Start()
    {
        _hasStarted = true;
        _writer.Status(FeedState.Connected, 0);
    }

    private void End()
    {
        if (!_hasStarted) Start();
        _book.End(ref _counts);
        _writer.Status(FeedState.Ended, _recording.Lines);
        _hasEnded = true;
    }
}
