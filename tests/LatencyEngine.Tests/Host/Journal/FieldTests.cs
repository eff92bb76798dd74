using System.Xml.Linq;
using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>The tables of fields say the same as the schema, and every value survives its text.</summary>
public sealed class FieldTests
{
    private static readonly Dictionary<string, FieldUnit> UnitsOfTypes = new()
    {
        ["Price"] = FieldUnit.Nano,
        ["OptionalPrice"] = FieldUnit.Nano,
        ["Rate"] = FieldUnit.Nano,
        ["Money"] = FieldUnit.Micro,
        ["CurrencyCode"] = FieldUnit.Currency,
        ["TimestampNanos"] = FieldUnit.Time,
        ["SourceNanos"] = FieldUnit.Time,
    };

    private static IEnumerable<(string Message, string Field, string Type)> SchemaFields =>
        from message in XDocument.Load(Repository.PathOf("schemas", "engine.xml")).Descendants()
        where message.Name.LocalName == "message" && (int)message.Attribute("id")! < RecordKinds.FirstStreamTemplateId
        from member in message.Elements("field")
        select ((string)message.Attribute("name")!, (string)member.Attribute("name")!, (string)member.Attribute("type")!);

    [Fact]
    public void Every_field_of_the_schema_is_known_with_its_unit()
    {
        foreach (var (message, name, type) in SchemaFields)
        {
            var field = MessageShapes.Find(message)?.Find(name);
            Assert.True(field is not null, $"{message}.{name} is missing");
            var unit = field.Unit == FieldUnit.Hash ? FieldUnit.Plain : field.Unit;
            Assert.True(unit == UnitsOfTypes.GetValueOrDefault(type), $"{message}.{name} of type {type} counts in {field.Unit}");
        }
    }

    [Theory]
    [InlineData("OrderFilled", "price", 585_330_000_000, "585.33")]
    [InlineData("OrderFilled", "fee", -210_000, "-0.21")]
    [InlineData("OrderFilled", "side", 2, "Sell")]
    [InlineData("Quote", "flags", 5, "Snapshot+Recovered")]
    [InlineData("Quote", "timestampNanos", 1_340_285_400_000_000_001, "2012-06-21T13:30:00.000000001Z")]
    [InlineData("AccountDefinition", "currency", 4_477_781, "USD")]
    [InlineData("OrderFilled", "side", 77, "77")]
    public void A_value_is_written_as_people_read_it_and_read_back(string message, string name, long value, string text)
    {
        var field = MessageShapes.Find(message)!.Find(name)!;
        Assert.Equal(text, field.TextOf(value));
        Assert.True(field.TryParse(text, out var parsed));
        Assert.Equal(value, parsed);
    }

    [Fact]
    public void A_null_has_neither_number_nor_text()
    {
        var bytes = new byte[Quote.EncodedLength];
        Quote.Create().Encode(bytes);
        var block = MessageShape.BlockOf(bytes);
        var field = MessageShapes.Find("Quote")!.Find("askPrice")!;
        Assert.Null(field.TextOf(block));
        Assert.False(field.TryGetNumber(block, out _));
    }

    [Theory]
    [InlineData("price", "one")]
    [InlineData("price", "1.0000000001")]
    [InlineData("side", "Sideways")]
    [InlineData("timestampNanos", "yesterday")]
    public void What_is_no_value_of_a_field_is_not_read(string name, string text) =>
        Assert.False(MessageShapes.Find("OrderFilled")!.Find(name)!.TryParse(text, out _));
}
