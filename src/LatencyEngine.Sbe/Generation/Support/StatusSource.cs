namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of <c>SbeStatus</c>: why bytes were refused. Outcomes, not exceptions: bytes come from
/// outside.
/// </summary>
internal static class StatusSource
{
    private static readonly (string Name, string Summary)[] Values =
    [
        ("Ok", "The bytes are a whole message."),
        ("BufferTooShort", "The bytes end before the header, the block, or what follows it."),
        ("WrongSchema", "The header names another schema."),
        ("WrongTemplate", "The header names another message, or one that the schema does not have."),
        ("BlockTooShort", "The block length is too short for members that the sender's version has."),
        ("NotViewable", "Well formed, but not laid out as this version's struct: decode the bytes instead."),
        ("GroupCountOutOfRange", "A group states fewer or more entries than the schema allows."),
        ("DataTooLong", "Var data state a length above what the schema allows."),
    ];

    public static void Emit(CodeWriter writer)
    {
        Docs.Summary(writer, "The outcome of reading a message from bytes that somebody else wrote.");
        using var body = writer.Block("public enum SbeStatus : byte");
        foreach (var (index, (name, summary)) in Values.Index())
        {
            Docs.Summary(writer, summary);
            writer.Line($"{name} = {index},");
        }
    }
}
