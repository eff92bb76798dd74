namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>The source of <c>SbeThrow</c>: the exceptions of generated code, out of line of the code that runs.</summary>
internal static class ThrowSource
{
    public static void Emit(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "Throws for callers that broke a rule. Bytes from outside never lead here: they get a status.");
        context.Cold(writer, "the caller broke a rule and must stop");
        using var body = writer.Block("internal static class SbeThrow");
        Method(writer, "TooLong", "string field, int lengthMax, int length", "ArgumentException",
            "$\"{field} holds {lengthMax} bytes, but the value has {length} or cannot be encoded\"");
        writer.Line();
        Method(writer, "WrongCount", "string field, int expected, int actual", "ArgumentException",
            "$\"{field} has {expected} elements, but {actual} were given\"");
        writer.Line();
        Method(writer, "DestinationTooShort", "int needed, int actual", "ArgumentException",
            "$\"the message needs {needed} bytes, but the destination has {actual}\"");
        writer.Line();
        Method(writer, "UnknownVersion", "int version, int oldest, int newest", "ArgumentException",
            "$\"version {version} is not one that has the message: {oldest} to {newest}\"");
        writer.Line();
        Method(writer, "HostOrder", "", "PlatformNotSupportedException",
            "\"spans over little-endian numbers need a little-endian host; use the accessors by index\"");
    }

    private static void Method(CodeWriter writer, string name, string parameters, string exception, string message)
    {
        writer.Line("[global::System.Diagnostics.CodeAnalysis.DoesNotReturn]");
        writer.Line(Framework.NotInlined);
        writer.Line($"public static void {name}({parameters}) =>");
        writer.Line($"    throw new global::System.{exception}({message});");
    }
}
