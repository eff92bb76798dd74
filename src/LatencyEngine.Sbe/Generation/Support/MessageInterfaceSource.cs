using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of <c>ISbeMessage</c>: what generic code may ask of any message of fixed size. Static members only, so
/// that each is a constant in the code compiled for a message.
/// </summary>
internal static class MessageInterfaceSource
{
    public const string Name = "ISbeMessage";

    public static void Emit(CodeWriter writer)
    {
        Docs.Summary(writer, "A message of fixed size, to generic code. Implemented by its struct.");
        using var body = writer.Block($"public interface {Name}<T> where T : unmanaged, {Name}<T>");
        Docs.Summary(writer, "The message's number in its schema.");
        writer.Line("static abstract ushort Template { get; }");
        writer.Line();
        Docs.Summary(writer, "Bytes of the block that this version writes.");
        writer.Line("static abstract ushort BlockSize { get; }");
        writer.Line();
        Docs.Summary(writer, "A value with all optional members null and everything else zero.");
        writer.Line("static abstract T Create();");
        writer.Line();
        Docs.Summary(writer, "Reads a message with its header, of any version, and says why it is refused.");
        writer.Line("static abstract SbeStatus Decode(global::System.ReadOnlySpan<byte> source, out T message);");
    }

    /// <summary>The interface as the message of this name implements it.</summary>
    public static string Of(GenerationContext context, string structName) => $"{context.Global(Name)}<{structName}>";

    /// <summary>The part of a message's struct that answers.</summary>
    public static void EmitAnswers(CodeWriter writer, string implemented, Message message)
    {
        writer.Line($"static ushort {implemented}.Template => {message.Id};");
        writer.Line();
        writer.Line($"static ushort {implemented}.BlockSize => {message.BlockLength};");
    }
}
