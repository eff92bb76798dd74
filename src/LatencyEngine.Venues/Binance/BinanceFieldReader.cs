using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// Reads values of fields exactly or not at all, and remembers which fields a message had. One thread.
/// </summary>
internal sealed class BinanceFieldReader(InstrumentTerms terms)
{
    private const int PriceDecimals = 9;

    private readonly long _tickSize = terms.TickSize;
    private readonly int _lotDecimals = -terms.LotExponent;

    public BinanceField Seen { get; private set; }

    public void Begin() => Seen = BinanceField.None;

    public bool Has(BinanceField field) => (Seen & field) != 0;

    public long Whole(ref Utf8JsonReader reader, BinanceField field)
    {
        NextValue(ref reader, JsonTokenType.Number, field);
        return reader.TryGetInt64(out var value) && value >= 0
            ? value
            : throw Unexpected(ref reader, field, "a whole number from 0 to 2^63-1");
    }

    public bool Truth(ref Utf8JsonReader reader, BinanceField field)
    {
        Mark(field);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected(ref reader, field, "true or false"),
        };
    }

    public long Price(ref Utf8JsonReader reader, BinanceField field)
    {
        NextValue(ref reader, JsonTokenType.String, field);
        return PriceHere(ref reader, field);
    }

    public long PriceHere(ref Utf8JsonReader reader, BinanceField field)
    {
        if (!DecimalText.TryParse(reader.ValueSpan, PriceDecimals, out var price) || price < 0)
            throw Unexpected(ref reader, field, "a price in 1e-9");
        if (price % _tickSize != 0)
            throw Unexpected(ref reader, field, $"a multiple of the tick of {_tickSize}e-9");
        return price;
    }

    public long Size(ref Utf8JsonReader reader, BinanceField field)
    {
        NextValue(ref reader, JsonTokenType.String, field);
        return SizeHere(ref reader, field);
    }

    public long SizeHere(ref Utf8JsonReader reader, BinanceField field) =>
        DecimalText.TryParse(reader.ValueSpan, _lotDecimals, out var quantity) && quantity >= 0
            ? quantity
            : throw Unexpected(ref reader, field, $"a multiple of the lot of 1e-{_lotDecimals}");

    public void NextValue(ref Utf8JsonReader reader, JsonTokenType expected, BinanceField field)
    {
        Mark(field);
        Expect(ref reader, expected, field);
    }

    private void Mark(BinanceField field)
    {
        if (Has(field)) throw new FormatException($"field {field}: told twice");
        Seen |= field;
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, BinanceField field)
    {
        if (!NextIs(ref reader, expected)) throw Unexpected(ref reader, field, $"{expected}");
    }

    public static bool NextIs(ref Utf8JsonReader reader, JsonTokenType expected) =>
        reader.Read() && reader.TokenType == expected;

    public static FormatException Unexpected(ref Utf8JsonReader reader, BinanceField field, string expected) =>
        new($"field {field}: expected {expected}, found {reader.TokenType} '{Text(reader.ValueSpan)}'");

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        const int BytesMax = 60;
        return Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, BytesMax)]);
    }
}
