using System.Text;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>Finds the template of an event type's alias as it comes from the server. Immutable; allocates nothing.</summary>
internal static class TypeNames
{
    private const int AliasCharsMax = 128;

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _templates =
        EventTypes.Templates.ToDictionary(EventTypes.AliasOf, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="JournalException">It is no event of ours.</exception>
    public static int TemplateOf(ReadOnlySpan<byte> alias)
    {
        Span<char> text = stackalloc char[AliasCharsMax];
        if (alias.Length <= AliasCharsMax
            && _templates.TryGetValue(text[..Encoding.UTF8.GetChars(alias, text)], out var templateId)) return templateId;
        throw new JournalException($"an event of the type '{Encoding.UTF8.GetString(alias)}' is none of the engine");
    }
}
