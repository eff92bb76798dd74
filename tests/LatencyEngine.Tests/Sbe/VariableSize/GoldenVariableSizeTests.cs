using System.Text.Json.Nodes;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>
/// Decoders and encoders of messages with groups and data against the bytes of genuine codecs.
/// </summary>
public sealed class GoldenVariableSizeTests
{
    private static readonly string[] _messages = ["NewOrder", "ExecReport", "BookSnapshot"];

    public static TheoryData<string> Vectors() =>
        [.. CodecVectors.All.Where(vector =>
            _messages.Contains(vector.Message)).Select(vector => vector.Name)];

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void Every_golden_vector_decodes_to_its_values(string name)
    {
        var vector = CodecVectors.Named(name);
        var json = VariableAssemblies.For(vector.Schema).Json(vector.Bytes);
        Assert.True(JsonNode.DeepEquals(vector.Values, json), $"expected {vector.Values}, found {json}");
    }

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void Validation_walks_exactly_the_bytes_that_this_version_knows(string name)
    {
        var vector = CodecVectors.Named(name);
        var code = VariableAssemblies.For(vector.Schema);
        var validate = code.Driver<GoldenCode.Validate>("Validate" + vector.Message);
        var status = validate(vector.Bytes, 0, vector.Bytes.Length, out var consumed);
        Assert.Equal("Ok", code.StatusName(status));
        Assert.Equal(ExpectedConsumed(name), consumed);
    }

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void Every_golden_vector_is_written_by_typed_encoders_to_the_same_bytes(string name)
    {
        var vector = CodecVectors.Named(name);
        var copy = CodeOfSender(name).Driver<Func<byte[], byte[], int>>("Copy" + vector.Message);
        var destination = new byte[1024];
        Random.Shared.NextBytes(destination); // Whatever stood in the buffer must not show through.
        var length = copy(vector.Bytes, destination);
        Assert.True(length > 0, $"refused: {length}");
        Assert.Equal(Convert.ToHexStringLower(vector.Bytes), Convert.ToHexStringLower(destination.AsSpan(0, length)));
    }

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void Every_golden_vector_passes_through_its_record_to_the_same_bytes(string name)
    {
        var vector = CodecVectors.Named(name);
        var copy = CodeOfSender(name).Driver<Func<string, byte[], byte[], int>>("CopyRecord");
        var destination = new byte[1024];
        var length = copy(vector.Message, vector.Bytes, destination);
        Assert.Equal(Convert.ToHexStringLower(vector.Bytes), Convert.ToHexStringLower(destination.AsSpan(0, length)));
        Assert.Equal(0, copy(vector.Message, vector.Bytes[..^1], destination));
    }

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void A_decoder_of_a_newer_version_sees_the_same_values_and_nulls_besides(string name)
    {
        if (name.StartsWith("be", StringComparison.Ordinal) || name.StartsWith("v3", StringComparison.Ordinal)) return;
        var vector = CodecVectors.Named(name);
        var expected = vector.Values!.DeepClone().AsObject();
        if (vector.Message == "NewOrder") expected.Insert(expected.IndexOf("text"), "future", null);
        if (vector.Message == "ExecReport")
        {
            expected["extra"] = "";
            foreach (var fill in expected["fills"]!.AsArray()) fill!["fee"] = null;
        }

        var json = VariableAssemblies.For("golden-v3.xml").Json(vector.Bytes);
        Assert.True(JsonNode.DeepEquals(expected, json), $"expected {expected}, found {json}");
    }

    [SharedDataTheory]
    [InlineData("v2-neworder-full", "v0-neworder-full")]
    [InlineData("v3-neworder-nulls", "v0-neworder-nulls")]
    [InlineData("v3-book-3x2", "v0-book-3x2")]
    public void A_decoder_of_an_older_version_sees_its_own_part(string newer, string older)
    {
        var expected = CodecVectors.Named(older).Values!.DeepClone().AsObject();
        foreach (var added in (string[])["algoId", "wide"]) expected.Remove(added);
        var json = VariableAssemblies.For("golden-v0.xml").Json(CodecVectors.Named(newer).Bytes);
        Assert.True(JsonNode.DeepEquals(expected, json), $"expected {expected}, found {json}");
    }

    [SharedDataTheory, MemberData(nameof(Vectors))]
    public void Reading_backwards_and_twice_gives_the_same_as_reading_in_order(string name)
    {
        var vector = CodecVectors.Named(name);
        if (vector.Message != "ExecReport") return;
        var code = VariableAssemblies.For(vector.Schema);
        var forwards = code.Driver<GoldenCode.Read>("ReadExecReport")(vector.Bytes, 0, vector.Bytes.Length);
        var backwards = code.Driver<GoldenCode.Read>("ReadExecReportBackwards")(vector.Bytes, 0, vector.Bytes.Length);
        Assert.Equal(forwards, backwards);
        Assert.NotEqual(-1, forwards);
    }

    [SharedDataFact]
    public void An_entry_stays_valid_when_the_enumeration_has_moved_on()
    {
        var read = VariableAssemblies.For("golden-v2.xml").Driver<Func<byte[], string>>("ReadFirstFillLate");
        Assert.Equal("150 2 \u00e9\u20ac\U0001F600 12", read(CodecVectors.Named("v2-exec-full").Bytes));
    }

    [SharedDataFact]
    public void Text_for_people_shows_groups_as_lists_and_bytes_as_hex()
    {
        var text = VariableAssemblies.For("golden-v2.xml").Driver<Func<byte[], string>>("Text");
        Assert.Equal(
            "ExecReport orderId=5550001 clOrdId=987654321 execType=Trade side=SellShort leavesQty=50 "
                + "cumQty=200 "
            + "avgPx=123.45678912 transactTime=1735689600000000002 score=-2.5 "
            + "fills=[{fillPx=123.456789 fillQty=150 contra=\"CPTYA\" liquidity=Removed "
            + "allocs=[{allocAccount=11 allocQty=100}{allocAccount=12 allocQty=50}] "
            + "note=\"\u00e9\u20ac\U0001F600\"}"
            + "{fillPx=123.4567895 fillQty=50 contra=\"CPTYBBBB\" liquidity=null allocs=[] note=\"\"}] "
            + "parties=[{partyId=900 role=3}{partyId=901 role=254}] "
            + "text=\"filled\" raw=000102feff reason=\"raison d'\u00eatre\"",
            text(CodecVectors.Named("v2-exec-full").Bytes));
    }

    [SharedDataTheory]
    [InlineData("golden-v0.xml")]
    [InlineData("golden-v2.xml")]
    [InlineData("golden-v3.xml")]
    [InlineData("golden-be-v2.xml")]
    public void Encoding_decoding_and_validating_do_not_allocate(string schema) =>
        Allocation.AssertNone(VariableAssemblies.For(schema).Driver<Action>("RoundTrip"));

    private static int ExpectedConsumed(string name) =>
        JsonNode.Parse(File.ReadAllText(SharedData.PathOf("sbe", "vectors.json")))!.AsArray()
            .Where(vector => (string)vector!["name"]! == name)
            .Select(vector => (int)vector!["consumed"]!)
            .Single();

    /// <summary>The code of the schema that the vector was written with.</summary>
    private static GoldenCode CodeOfSender(string name) =>
        VariableAssemblies.For($"golden-{(name.StartsWith("be", StringComparison.Ordinal) ? "be-v2" : name[..2])}.xml");
}
