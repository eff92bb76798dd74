using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Schema;

/// <summary>The model of the golden schemas: what every emitter relies on.</summary>
public sealed class GoldenSchemaTests
{
    [SharedDataTheory]
    [InlineData("golden-v0.xml", 54, 112, 20)]
    [InlineData("golden-v2.xml", 58, 128, 22)]
    [InlineData("golden-v3.xml", 66, 144, 30)]
    [InlineData("golden-be-v2.xml", 58, 128, 22)]
    public void Blocks_have_the_lengths_that_genuine_codecs_write(string file, int tick, int order, int fill)
    {
        var schema = GoldenVectors.Schema(file);
        Assert.Equal(tick, schema.FindMessage("Tick")!.BlockLength);
        Assert.Equal(order, schema.FindMessage("NewOrder")!.BlockLength);
        Assert.Equal(fill, schema.FindMessage("ExecReport")!.Groups[0].BlockLength);
    }

    [SharedDataTheory]
    [InlineData(0, 54, 103, 20)]
    [InlineData(1, 58, 103, 22)]
    [InlineData(2, 58, 113, 22)]
    public void The_least_block_of_an_older_version_ends_at_its_last_field(
        int version, int tick, int order, int fill)
    {
        var schema = GoldenVectors.Schema("golden-v2.xml");
        Assert.Equal(tick, schema.FindMessage("Tick")!.MinimumBlockLength(version));
        Assert.Equal(order, schema.FindMessage("NewOrder")!.MinimumBlockLength(version));
        Assert.Equal(fill, schema.FindMessage("ExecReport")!.Groups[0].MinimumBlockLength(version));
    }

    [SharedDataFact]
    public void A_composite_resolves_refs_gaps_and_nested_types()
    {
        var instrument = (CompositeType)GoldenVectors.Schema("golden-v2.xml").FindType("instrument")!;
        Assert.Equal(19, instrument.Size);
        Assert.Equal([0, 5, 6, 15], instrument.Members.Select(m => m.Offset));
        Assert.Equal([4, 1, 9, 4], instrument.Members.Select(m => m.Size));
        var lot = (CompositeType)instrument.Find("lot")!.Type;
        Assert.Equal("instrument", lot.DeclaringPath);
        Assert.Equal(["instrument.lot", "instrument.lot", "instrument.lot"],
            lot.Members.Select(m => m.Type.DeclaringPath));
    }

    [SharedDataFact]
    public void A_ref_and_a_field_hold_the_declared_instance()
    {
        var schema = GoldenVectors.Schema("golden-v2.xml");
        var venue = schema.FindType("Venue");
        Assert.Same(venue, ((CompositeType)schema.FindType("instrument")!).Find("venue")!.Type);
        Assert.Same(venue, schema.FindMessage("NewOrder")!.Fields.Single(f => f.Name == "displayVenue").Type);
    }

    [SharedDataFact]
    public void Constants_and_presence_are_resolved()
    {
        var order = GoldenVectors.Schema("golden-v2.xml").FindMessage("NewOrder")!;
        Assert.Equal("XGLD"u8.ToArray(), Field(order, "mic").Constant!.Bytes.ToArray());
        Assert.Equal(77, (int)Field(order, "protocol").Constant!.Value.ToInteger());
        Assert.Equal("Buy", Field(order, "defaultSide").Constant!.EnumValue!.Name);
        Assert.Equal(0, Field(order, "defaultSide").Size);
        Assert.Equal(Presence.Optional, Field(order, "minQty").Presence);
        Assert.Equal(-1, (int)((EncodedType)Field(order, "minQty").Type).NullValue.ToInteger());
        Assert.Equal(Presence.Required, Field(order, "price").Presence);
        Assert.Equal(20, Field(order, "qty").Offset);
        Assert.Equal("nanosecond", Field(order, "transactTime").TimeUnit);
    }

    [SharedDataFact]
    public void Groups_and_var_data_know_their_limits()
    {
        var exec = GoldenVectors.Schema("golden-v2.xml").FindMessage("ExecReport")!;
        Assert.False(exec.IsFixedSize);
        Assert.Equal(65_534, exec.Groups[0].Dimension.MaxCount);
        Assert.Equal(254, exec.Groups[0].Groups[0].Dimension.MaxCount);
        Assert.Equal(1_073_741_824, exec.Data[1].Encoding.MaxLength);
        Assert.False(exec.Data[1].Encoding.IsText);
        Assert.Equal("UTF-8", exec.Data[2].Encoding.CharacterEncoding);
        Assert.Equal(2, exec.Data[2].SinceVersion);
    }

    [SharedDataFact]
    public void Places_lead_back_to_the_file()
    {
        var schema = GoldenVectors.Schema("golden-v2.xml");
        var line = File.ReadAllLines(schema.SourceFiles[0])[schema.FindMessage("Tick")!.Location.Line - 1];
        Assert.Equal(
            line.IndexOf('<', StringComparison.Ordinal) + 1, schema.FindMessage("Tick")!.Location.Column);
        Assert.Contains("name=\"Tick\"", line, StringComparison.Ordinal);
    }

    private static MessageField Field(Message message, string name) =>
        message.Fields.Single(f => f.Name == name);
}
