using System.Text;
using System.Text.Json.Nodes;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Journal.Json;

/// <summary>What the journal writes as JSON comes back as the same bytes, whatever a database does to the text.</summary>
public sealed class EventJsonTests
{
    private const int MessagesOfEach = 300;

    private static readonly JsonArray _vectors =
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("schemas", "vectors", "engine.json")))!.AsArray();

    public static TheoryData<string> Messages =>
        [.. LatencyEngineMessages.Layouts()
            .Where(layout => !layout.HasGroups && layout.TemplateId < RecordKinds.FirstStreamTemplateId).Select(layout => layout.Name)];

    public static TheoryData<string> Vectors => [.. _vectors.Select(vector => (string)vector!["name"]!)];

    [Fact]
    public void Every_message_of_a_journal_has_a_form_unless_it_has_groups() => Assert.All(
        LatencyEngineMessages.Layouts(),
        layout => Assert.Equal(
            !layout.HasGroups && RecordKinds.Of((ushort)layout.TemplateId) != RecordKind.None, EventJson.Has(layout.TemplateId)));

    [Theory, MemberData(nameof(Messages))]
    public void Any_values_come_back_as_the_same_bytes(string name)
    {
        var layout = LatencyEngineMessages.Layouts().Single(layout => layout.Name == name);
        var random = new RandomMessages(seed: layout.TemplateId);
        for (var i = 0; i < MessagesOfEach; i++) CheckRoundTrip(random.Of(layout));
    }

    [Theory, MemberData(nameof(Vectors))]
    public void Golden_bytes_come_back_unless_they_have_groups(string name)
    {
        var vector = _vectors.Single(vector => (string)vector!["name"]! == name)!;
        var message = Convert.FromHexString((string)vector["hex"]!);
        if (EventJson.Has(message[2])) CheckRoundTrip(message);
        else Assert.False(EventJson.TryWrite(message, new byte[1 << 16], out _));
    }

    [Fact]
    public void A_fill_reads_as_its_declared_values() => Assert.Equal(
        """
        {"Sbe":96,"TimestampNanos":1,"InputSequence":0,"OutputIndex":0,"InstrumentId":0,"AccountId":0,"StrategyId":0,
        "OrderId":18446744073709551615,"ClientOrderId":0,"FillId":0,"Price":-5,"Quantity":0,"LeavesQuantity":0,"Fee":0,
        "Currency":0,"Side":2,"LiquidityRole":0}
        """.ReplaceLineEndings(""),
        TextOf(new OrderFilled { TimestampNanos = 1, OrderId = ulong.MaxValue, Price = -5, Side = Side.Sell }));

    [Fact]
    public void Nulls_texts_and_sets_have_the_forms_that_serializers_expect()
    {
        var definition = InstrumentDefinition.Create();
        definition.SymbolText = "A\"b";
        Assert.Contains("\"Symbol\":\"A\\\"b\"", TextOf(definition));
        var quote = Quote.Create();
        quote.Flags = MarketFlags.Snapshot | MarketFlags.Simulated;
        Assert.Contains("\"SourceNanos\":null", TextOf(quote));
        Assert.Contains("\"Flags\":9,", TextOf(quote));
    }

    [Fact]
    public void Writing_and_reading_do_not_allocate()
    {
        var fill = new OrderFilled { TimestampNanos = long.MaxValue, Price = long.MinValue };
        var (message, json, back) = (new byte[OrderFilled.EncodedLength], new byte[2_000], new byte[256]);
        fill.Encode(message);
        Allocation.AssertNone(() =>
        {
            EventJson.TryWrite(message, json, out var length);
            EventJson.Read(OrderFilled.TemplateId, json.AsSpan(0, length), back);
        });
    }

    private static string TextOf<T>(T message)
        where T : unmanaged, ISbeMessage<T>
    {
        var bytes = new byte[LatencyEngineMessages.HeaderSize + T.BlockSize];
        var layout = LatencyEngineMessages.Layouts().Single(layout => layout.TemplateId == T.Template);
        RandomMessages.HeaderOf(layout).CopyTo(bytes, 0);
        System.Runtime.InteropServices.MemoryMarshal.Write(bytes.AsSpan(LatencyEngineMessages.HeaderSize), message);
        return Encoding.UTF8.GetString(EventJson.Write(bytes));
    }

    private static void CheckRoundTrip(byte[] message)
    {
        var json = EventJson.Write(message);
        Assert.True(json.Length <= EventJson.LengthMax(message));
        Assert.Equal(message, EventJson.Read(message[2], json));
        Assert.Equal(message, EventJson.Read(message[2], Reordered(json, property => property.Key)));
        Assert.Equal(message, EventJson.Read(message[2], Reordered(json, property => property.Key.Length)));
    }

    /// <summary>The same object as another program would print it: another order, spaces, other escapes.</summary>
    private static byte[] Reordered<TKey>(byte[] json, Func<KeyValuePair<string, JsonNode?>, TKey> key)
    {
        var properties = JsonNode.Parse(json)!.AsObject().OrderBy(key).ToArray();
        var other = new JsonObject();
        foreach (var (name, value) in properties) other.Add(name, value?.DeepClone());
        return Encoding.UTF8.GetBytes(other.ToJsonString(new() { WriteIndented = true }));
    }
}
