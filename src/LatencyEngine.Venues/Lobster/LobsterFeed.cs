using System.Globalization;
using System.IO.Compression;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lobster;

/// <summary>
/// One day of one NASDAQ stock as LOBSTER sells it: a zip of a message file (every change of an order) and an order
/// book file (the best N levels after each message), told side by side. Read by one cold thread.
/// </summary>
/// <remarks>
/// <para><b>What a message becomes.</b> A <c>BookOrder</c>; for executions, also of hidden orders, then a
/// <c>Trade</c>; then what the window learns or forgets, as <c>BookDelta</c>; then a <c>Quote</c> if the best price or
/// size changed. The last of them is flagged EndOfBatch. A halt becomes an <c>InstrumentStatusChanged</c>, a cross
/// trade only a <c>Trade</c> without aggressor.</para>
/// <para><b>What a book must know.</b> Orders that rest since before the recording have no Add: a Reduce, Delete or
/// Execute of an unknown order takes its quantity from the anonymous part of its level. <c>BookDelta</c> Set states
/// the <i>total</i> of a level that entered the window from behind; Remove says that a level left it and takes all its
/// orders along, known ones too. Prices of hidden executions need not be multiples of the tick.</para>
/// <para><b>Opening.</b> The book before the first message is the first row with the first message taken back. It is
/// told as BookDelta Set per level and a Quote, flagged Snapshot, and then the first message like every other.</para>
/// <para><b>Checked.</b> After every message the known window must equal the row of the order book file, level by
/// level. Only when a level of a full window is gone may the row show one more, behind all others. Any other
/// difference, a time that goes backwards, and files of unequal length are errors with their line; nothing of that
/// message is told.</para>
/// </remarks>
public sealed class LobsterFeed : IFeed
{
    // Of a message: order, trade, level removed or set, quote. At the start also a status, the levels and a quote.
    private const int EventsPerMessageMax = 4;
    private const int EventsAtStart = 2;

    private readonly LineReader _messages;
    private readonly LineReader _rows;
    private readonly LobsterBookRow _row;
    private readonly LobsterWindow _window;
    private readonly LobsterEventWriter _events;
    private readonly NewYorkDay _day;
    private readonly long _tickSize;
    private long _lastSinceMidnight;
    private long _messageCount;
    private bool _isOver;

    /// <param name="path">The zip.</param>
    /// <param name="terms">Of the stock: its symbol must be that of the files, its market model OrderByOrder.</param>
    /// <exception cref="ArgumentException">The terms do not fit.</exception>
    /// <exception cref="FeedFormatException">The zip does not hold what it should.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="TimeZoneNotFoundException">The host does not know New York's time.</exception>
    public LobsterFeed(string path, InstrumentTerms terms, ushort feedId)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.MarketModel != MarketModel.OrderByOrder)
            throw new ArgumentException(
                $"'{terms.Symbol}': LOBSTER tells {MarketModel.OrderByOrder}, not {terms.MarketModel}.", nameof(terms));
        FeedId = feedId;
        _messages = Open(path, LobsterFileName.Message);
        try
        {
            _rows = Open(path, LobsterFileName.OrderBook);
            var name = CommonName(path, terms);
            Name = string.Create(
                CultureInfo.InvariantCulture, $"LOBSTER {name.Symbol} {name.Date:yyyy-MM-dd}, {name.Levels} levels");
            _day = new NewYorkDay(name.Date);
            _row = new LobsterBookRow(name.Levels);
            _window = new LobsterWindow(name.Levels);
            _tickSize = terms.TickSize;
            _events = new LobsterEventWriter(terms, EventsAtStart + (2 * name.Levels) + EventsPerMessageMax);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    public ushort FeedId { get; }

    public FeedProgress Progress => new(
        _messageCount, _events.Told, _messages.BytesRead + _rows.BytesRead,
        _messages.BytesTotal + _rows.BytesTotal, Gaps: 0, Reordered: 0);

    public FeedRead TryRead(ref EngineEvent slot)
    {
        if (_events.TryTake(ref slot)) return FeedRead.Event;
        if (_isOver) return FeedRead.End;
        ReadOn();
        return _events.TryTake(ref slot) ? FeedRead.Event : FeedRead.End;
    }

    public void Dispose()
    {
        _messages?.Dispose();
        _rows?.Dispose();
    }

    /// <summary>The stock whose recording a zip holds, by the name of its message file; null where it holds none.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no zip.</exception>
    public static string? SymbolIn(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.Select(entry => LobsterFileName.Parse(entry.Name))
            .FirstOrDefault(name => name?.Content == LobsterFileName.Message)?.Symbol;
    }

    private static LineReader Open(string path, string content) =>
        LineReader.OpenZipEntry(path, name => LobsterFileName.Is(content, name), $"LOBSTER {content} file");

    private LobsterFileName CommonName(string path, InstrumentTerms terms)
    {
        var messages = NameOf(_messages);
        var rows = NameOf(_rows);
        if (messages with { Content = rows.Content } != rows)
            throw new FeedFormatException(path, 0, $"the two files do not belong together: {messages} and {rows}");
        if (!string.Equals(messages.Symbol, terms.Symbol, StringComparison.OrdinalIgnoreCase))
            throw new FeedFormatException(path, 0, $"expected symbol '{terms.Symbol}', found '{messages.Symbol}'");
        return messages;
    }

    private static LobsterFileName NameOf(LineReader reader) =>
        LobsterFileName.Parse(reader.Source[(reader.Source.LastIndexOf('!') + 1)..])!;

    // An error ends the feed, and nothing of its message is told.
    private void ReadOn()
    {
        try
        {
            _isOver = !ReadMessage();
        }
        catch
        {
            _isOver = true;
            _events.Drop();
            throw;
        }
    }

    /// <returns><c>false</c> at the end of the recording.</returns>
    private bool ReadMessage()
    {
        var hasMessage = _messages.TryReadLine(out var messageText);
        var hasRow = _rows.TryReadLine(out var rowText);
        if (hasMessage != hasRow) throw UnequalLength(hasMessage);
        if (!hasMessage)
        {
            TellEnd();
            return false;
        }

        if (LobsterMessage.Parse(messageText, out var message) is { } badMessage) throw _messages.Error(badMessage);
        if (_row.Parse(rowText, _tickSize) is { } badRow) throw _rows.Error(badRow);
        if (message.SinceMidnightNanos < _lastSinceMidnight)
            throw _messages.Error(
                $"time goes backwards, from {_lastSinceMidnight} to {message.SinceMidnightNanos} ns after midnight");
        Tell(in message);
        return true;
    }

    private void Tell(in LobsterMessage message)
    {
        _events.SetTime(_day.ToUtcNanos(message.SinceMidnightNanos));
        if (_messageCount == 0) TellOpening(in message);
        if (_window.Apply(in message, _row, out var change) is { } misfit) throw _messages.Error(misfit);
        if (_window.DifferenceFrom(_row) is { } difference) throw _rows.Error(difference);
        _events.Message(in message, in change, _window);
        _lastSinceMidnight = message.SinceMidnightNanos;
        _messageCount++;
    }

    private void TellOpening(in LobsterMessage first)
    {
        if (_window.Open(_row, in first) is { } problem) throw _messages.Error(problem);
        _events.Status(FeedId, FeedState.Connected, 0);
        _events.Snapshot(_window);
    }

    private void TellEnd()
    {
        if (_messageCount == 0)
        {
            _events.SetTime(_day.ToUtcNanos(0));
            _events.Status(FeedId, FeedState.Connected, 0);
        }

        _events.Status(FeedId, FeedState.Ended, _messageCount);
    }

    private FeedFormatException UnequalLength(bool hasMessage)
    {
        var (longer, shorter) = hasMessage ? (_messages, _rows) : (_rows, _messages);
        return longer.Error($"'{shorter.Source}' ends after {shorter.Line} lines: there must be one row for each message");
    }
}
