namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>How the tests of the rules write a wrong schema, and what they ask of its finding.</summary>
internal static class Mistake
{
    /// <summary>
    /// A message around its content; types that only it needs stand in a types element of their own.
    /// </summary>
    public static string M(string content, string types = "") =>
        (types.Length > 0 ? $"<types>{types}</types>" : "") + SchemaText.Message(content);

    /// <summary>One error and no more: of this rule, at the mark to the column, and saying this.</summary>
    public static void Check(string code, string marked, string says)
    {
        var (result, mark) = SchemaText.ReadMarked(marked);
        var error = Assert.Single(result.Errors);
        Assert.Equal(code, error.Code);
        Assert.Equal(mark, error.Location);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        var canonical = $"test.xml({mark.Line},{mark.Column}): error {code}: ";
        Assert.StartsWith(canonical, error.ToString(), StringComparison.Ordinal);
        Assert.Null(result.Schema);
    }
}
