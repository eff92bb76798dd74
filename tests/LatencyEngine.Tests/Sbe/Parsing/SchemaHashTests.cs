using static LatencyEngine.Tests.Sbe.SchemaText;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>
/// The content hash: equal for equal bytes and names, different for anything that decides them.
/// </summary>
public sealed class SchemaHashTests
{
    private const string Types = "<type name='x' primitiveType='int8' minValue='0'/>";
    private const string Fields = "<field name='a' id='1' type='x'/>";

    [Fact]
    public void Comments_descriptions_and_white_space_do_not_count() =>
        Assert.Equal(HashOf(Types, Fields), HashOf(
            "<!-- c --><type minValue='0'\n primitiveType='int8' name='x' description='d'/>",
            "<field type='x'   id='1' name='a' description='e'/>"));

    [Fact]
    public void The_hash_is_sha256_in_hex() => Assert.Matches("^[0-9a-f]{64}$", HashOf(Types, Fields));

    [Theory]
    [InlineData("<type name='x' primitiveType='int8' minValue='1'/>", Fields)]
    [InlineData("<type name='x' primitiveType='uint8' minValue='0'/>", Fields)]
    [InlineData(Types, "<field name='b' id='1' type='x'/>")]
    [InlineData(Types, "<field name='a' id='2' type='x'/>")]
    [InlineData(Types, "<field name='a' id='1' type='x' offset='1'/>")]
    [InlineData(Types, "<field name='a' id='1' type='x' presence='optional'/>")]
    [InlineData(Types, "<field name='a' id='1' type='x' sinceVersion='1'/>")]
    [InlineData(Types, Fields + "<data name='d' id='9' type='text'/>")]
    [InlineData(Types, Fields + "<group name='g' id='9'/>")]
    [InlineData(Types + "<set name='s' encodingType='uint8'><choice name='c'>1</choice></set>", Fields)]
    public void What_decides_bytes_or_names_counts(string types, string fields) =>
        Assert.NotEqual(HashOf(Types, Fields), HashOf(types, fields));

    private static string HashOf(string types, string fields) =>
        Read(With(types, Message(fields))).ContentHash;
}
