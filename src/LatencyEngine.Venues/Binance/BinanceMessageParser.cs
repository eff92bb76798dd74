using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// Understands one JSON text of the venue at a time, without allocating. One thread; owns what was read of the text
/// in hand.
/// </summary>
/// <remarks>
/// Implements "Diff. Book Depth Streams", "Individual Symbol Book Ticker Streams", "Trade Streams" and the REST order
/// book of Binance's spot, USD-M and COIN-M interfaces as they were in August 2024. Fields may come in any order,
/// the stream's name before its data; unknown ones are passed over. Prices must be on the tick and sizes on the lot:
/// otherwise the instrument's terms are not those of the recording.
/// </remarks>
internal sealed class BinanceMessageParser(InstrumentTerms terms)
{
    private const long NanosPerMilli = 1_000_000;
    private const long MillisMax = long.MaxValue / NanosPerMilli;

    private readonly BinanceFieldReader _fields = new(terms);
    private BinanceMessageKind _kind;
    private long _snapshotId;
    private long _firstId;
    private long _lastId;
    private long _previousId;
    private long _eventMillis;
    private long _transactionMillis;
    private long _bidPrice;
    private long _bidQuantity;
    private long _askPrice;
    private long _askQuantity;
    private long _tradeId;
    private long _price;
    private long _quantity;
    private bool _buyerIsMaker;

    /// <exception cref="FormatException">A field is missing or is not what it should be.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void Parse(ReadOnlySpan<byte> json, BinanceMessage message)
    {
        _fields.Begin();
        _kind = BinanceMessageKind.None;
        message.Levels.Clear();
        ReadFields(json, message.Levels);
        if (!_fields.Has(BinanceField.Stream)) _kind = BinanceMessageKind.Snapshot;
        message.Kind = _kind;
        switch (_kind)
        {
            case BinanceMessageKind.Snapshot: FinishSnapshot(message); break;
            case BinanceMessageKind.Depth: FinishDepth(message); break;
            case BinanceMessageKind.Quote: FinishQuote(message); break;
            case BinanceMessageKind.Trade: FinishTrade(message); break;
            default: break; // Of a stream that is not told, nothing is known.
        }
    }

    // The stream's envelope is read as one flat object: no name is used on both of its levels.
    private void ReadFields(ReadOnlySpan<byte> json, LevelBuffer levels)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName: ReadField(ref reader, levels); break;
                case JsonTokenType.StartObject or JsonTokenType.EndObject: break;
                default: throw new FormatException($"expected an object, found {reader.TokenType}");
            }
        }
    }

    private void ReadField(ref Utf8JsonReader reader, LevelBuffer levels)
    {
        var name = reader.ValueSpan;
        if (name.Length == 1) ReadShortField(name[0], ref reader, levels);
        else if (name.SequenceEqual("pu"u8)) _previousId = _fields.Whole(ref reader, BinanceField.PreviousId);
        else if (name.SequenceEqual("stream"u8)) ReadStream(ref reader);
        else if (name.SequenceEqual("data"u8)) ReadData(ref reader);
        else if (name.SequenceEqual("bids"u8)) ReadLevels(ref reader, BinanceField.Bids, Side.Buy, levels);
        else if (name.SequenceEqual("asks"u8)) ReadLevels(ref reader, BinanceField.Asks, Side.Sell, levels);
        else if (name.SequenceEqual("lastUpdateId"u8)) _snapshotId = _fields.Whole(ref reader, BinanceField.SnapshotId);
        else reader.Skip();
    }

    private void ReadShortField(byte name, ref Utf8JsonReader reader, LevelBuffer levels)
    {
        switch (name)
        {
            case (byte)'U': _firstId = _fields.Whole(ref reader, BinanceField.FirstId); break;
            case (byte)'u': _lastId = _fields.Whole(ref reader, BinanceField.LastId); break;
            case (byte)'E': _eventMillis = _fields.Whole(ref reader, BinanceField.EventTime); break;
            case (byte)'T': _transactionMillis = _fields.Whole(ref reader, BinanceField.TransactionTime); break;
            case (byte)'b': ReadBid(ref reader, levels); break;
            case (byte)'a': ReadAsk(ref reader, levels); break;
            case (byte)'B': _bidQuantity = _fields.Size(ref reader, BinanceField.BidQuantity); break;
            case (byte)'A': _askQuantity = _fields.Size(ref reader, BinanceField.AskQuantity); break;
            case (byte)'t': _tradeId = _fields.Whole(ref reader, BinanceField.TradeId); break;
            case (byte)'p': _price = _fields.Price(ref reader, BinanceField.Price); break;
            case (byte)'q': _quantity = _fields.Size(ref reader, BinanceField.Quantity); break;
            case (byte)'m': _buyerIsMaker = _fields.Truth(ref reader, BinanceField.BuyerIsMaker); break;
            default: reader.Skip(); break;
        }
    }

    private void ReadStream(ref Utf8JsonReader reader)
    {
        _fields.NextValue(ref reader, JsonTokenType.String, BinanceField.Stream);
        var name = reader.ValueSpan;
        var at = name.IndexOf((byte)'@');
        if (at < 0) throw BinanceFieldReader.Unexpected(ref reader, BinanceField.Stream, "symbol@stream");
        if (!Ascii.EqualsIgnoreCase(name[..at], terms.Symbol))
            throw BinanceFieldReader.Unexpected(ref reader, BinanceField.Stream, $"one of {terms.Symbol}");
        var stream = name[(at + 1)..];
        if (stream.SequenceEqual("bookTicker"u8)) _kind = BinanceMessageKind.Quote;
        else if (stream.SequenceEqual("trade"u8)) _kind = BinanceMessageKind.Trade;
        else if (stream.SequenceEqual("depth"u8) || stream.StartsWith("depth@"u8)) _kind = BinanceMessageKind.Depth;
        else _kind = BinanceMessageKind.Other;
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        if (_kind == BinanceMessageKind.None) throw new FormatException("expected the stream's name before its data");
        if (_kind == BinanceMessageKind.Other) reader.Skip();
    }

    // In the trades of older spot streams a and b are numbers of orders.
    private void ReadBid(ref Utf8JsonReader reader, LevelBuffer levels)
    {
        if (_kind == BinanceMessageKind.Trade) reader.Skip();
        else if (_kind == BinanceMessageKind.Quote) _bidPrice = _fields.Price(ref reader, BinanceField.BidPrice);
        else ReadLevels(ref reader, BinanceField.Bids, Side.Buy, levels);
    }

    private void ReadAsk(ref Utf8JsonReader reader, LevelBuffer levels)
    {
        if (_kind == BinanceMessageKind.Trade) reader.Skip();
        else if (_kind == BinanceMessageKind.Quote) _askPrice = _fields.Price(ref reader, BinanceField.AskPrice);
        else ReadLevels(ref reader, BinanceField.Asks, Side.Sell, levels);
    }

    private void ReadLevels(ref Utf8JsonReader reader, BinanceField field, Side side, LevelBuffer levels)
    {
        _fields.NextValue(ref reader, JsonTokenType.StartArray, field);
        while (BinanceFieldReader.NextIs(ref reader, JsonTokenType.StartArray))
        {
            BinanceFieldReader.Expect(ref reader, JsonTokenType.String, field);
            var price = _fields.PriceHere(ref reader, field);
            BinanceFieldReader.Expect(ref reader, JsonTokenType.String, field);
            var quantity = _fields.SizeHere(ref reader, field);
            BinanceFieldReader.Expect(ref reader, JsonTokenType.EndArray, field);
            if (price <= 0) throw BinanceFieldReader.Unexpected(ref reader, field, "a price above 0");
            if (!levels.TryAdd(new BinanceLevel(price, quantity, side)))
                throw new FormatException($"more than {BinanceMessage.LevelsMax} levels in one message");
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw BinanceFieldReader.Unexpected(ref reader, field, "[price, size]");
    }

    private void FinishSnapshot(BinanceMessage message)
    {
        Require(BinanceField.SnapshotId | BinanceField.Bids | BinanceField.Asks);
        message.UpdateId = _snapshotId;
        message.SourceNanos = VenueNanos();
    }

    private void FinishDepth(BinanceMessage message)
    {
        Require(BinanceField.FirstId | BinanceField.LastId | BinanceField.Bids | BinanceField.Asks);
        if (_firstId > _lastId) throw new FormatException($"expected U <= u, found {_firstId} > {_lastId}");
        var hasPrevious = _fields.Has(BinanceField.PreviousId);
        message.Ids = new DepthIds(hasPrevious ? _previousId : _firstId - 1, _lastId);
        message.SourceNanos = VenueNanos();
    }

    private void FinishQuote(BinanceMessage message)
    {
        Require(BinanceField.LastId | BinanceField.BidPrice | BinanceField.BidQuantity
            | BinanceField.AskPrice | BinanceField.AskQuantity);
        message.UpdateId = _lastId;
        message.Bid = new BinanceLevel(_bidPrice, _bidQuantity, Side.Buy);
        message.Ask = new BinanceLevel(_askPrice, _askQuantity, Side.Sell);
        message.SourceNanos = VenueNanos();
    }

    private void FinishTrade(BinanceMessage message)
    {
        Require(BinanceField.TradeId | BinanceField.Price | BinanceField.Quantity | BinanceField.BuyerIsMaker);
        if (_price == 0 && _quantity > 0) throw new FormatException("field Price: a trade at price 0");
        message.TradeId = _tradeId;
        message.Trade = new BinanceLevel(_price, _quantity, _buyerIsMaker ? Side.Sell : Side.Buy);
        message.SourceNanos = VenueNanos();
    }

    // When it happened where the venue says so, else when the venue told it.
    private long VenueNanos()
    {
        if (_fields.Has(BinanceField.TransactionTime)) return Nanos(_transactionMillis);
        return _fields.Has(BinanceField.EventTime) ? Nanos(_eventMillis) : Quote.SourceNanosNullValue;
    }

    private static long Nanos(long millis) =>
        millis <= MillisMax
            ? millis * NanosPerMilli
            : throw new FormatException($"expected a time in milliseconds, found {millis}");

    private void Require(BinanceField fields)
    {
        var missing = fields & ~_fields.Seen;
        if (missing != 0) throw new FormatException($"a {_kind} message without {missing}");
    }
}
