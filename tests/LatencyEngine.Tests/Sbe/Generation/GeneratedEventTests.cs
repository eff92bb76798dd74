using LatencyEngine.Sbe.Generation;
using LatencyEngine.Sbe.Parsing;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>Plain records of messages stand beside the codecs whose enums they take.</summary>
public sealed class GeneratedEventTests
{
    private const string Codecs = "Kinds.Codecs";
    private static readonly GenerationOptions _events = new() { Namespace = "Kinds.Events", EventsOf = Codecs };

    [Theory]
    [InlineData("littleEndian")]
    [InlineData("bigEndian")]
    public void Every_kind_of_member_compiles_as_a_property(string byteOrder)
    {
        var xml = TestSchema.OfEveryKind(byteOrder);
        var schema = SchemaReader.ReadText(xml, "schema.xml").Schema!;
        var records = CSharpGenerator.Generate(schema, _events);
        var generated = GeneratedAssembly.OfText(
            xml, new GenerationOptions { Namespace = Codecs }, [.. records.Select(record => record.Source)]);
        Assert.Equal(schema.Messages.Count(message => message.Groups.IsEmpty), records.Count);
        Assert.All(records, record => Assert.NotEmpty(
            generated.Type("Kinds.Events." + record.FileName.Replace(".g.cs", "", StringComparison.Ordinal)).GetProperties()));
    }
}
