using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>The schemas of the golden vectors, read from the shared data.</summary>
internal static class GoldenSchemas
{
    public static string Folder => SharedData.PathOf("sbe", "schemas");

    public static MessageSchema Read(string file)
    {
        var result = SchemaReader.ReadFile(Path.Combine(Folder, file));
        Assert.Empty(result.Errors);
        return result.Schema!;
    }
}
