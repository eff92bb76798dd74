using System.CommandLine;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// The schema that most of the verbs start with. Every mistake in it goes to standard error, with its line.
/// </summary>
internal static class SchemaArgument
{
    public static Argument<string> Create() => new("schema") { Description = "The SBE schema, an XML file." };

    /// <returns>The schema, or <c>null</c> after its mistakes have been printed.</returns>
    public static MessageSchema? Read(string path)
    {
        var result = SchemaReader.ReadFile(path);
        foreach (var error in result.Errors) Console.Error.WriteLine(error);
        return result.Schema;
    }
}
