using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// What Marten calls our events: the alias in <c>mt_events.type</c>, which Marten makes of a class name in the same way, and
/// the class that stands in <c>mt_dotnet_type</c>. Immutable; any thread.
/// </summary>
public static class EventTypes
{
    private static readonly string?[] _aliases = CreateAliases();

    private static readonly Dictionary<string, int> _templates = Enumerable.Range(0, _aliases.Length)
        .Where(templateId => _aliases[templateId] is not null)
        .ToDictionary(templateId => _aliases[templateId]!, StringComparer.Ordinal);

    /// <summary>The templates of the schema that a journal may have, in growing order.</summary>
    public static IReadOnlyList<int> Templates { get; } = [.. _templates.Values.Order()];

    /// <summary>Such as <c>order_accepted</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such message.</exception>
    public static string AliasOf(int templateId) =>
        (uint)templateId < (uint)_aliases.Length && _aliases[templateId] is { } alias
            ? alias
            : throw new ArgumentOutOfRangeException(nameof(templateId), templateId, "the schema has no such message");

    /// <summary>The template of an alias; false for an event that is none of ours.</summary>
    public static bool TryFind(string alias, out int templateId) => _templates.TryGetValue(alias, out templateId);

    private static string?[] CreateAliases()
    {
        var layouts = LatencyEngineMessages.Layouts().Where(layout => layout.TemplateId < RecordKinds.FirstStreamTemplateId).ToList();
        var aliases = new string?[layouts.Max(layout => layout.TemplateId) + 1];
        foreach (var layout in layouts) aliases[layout.TemplateId] = SnakeCase(layout.Name);
        return aliases;
    }

    private static string SnakeCase(string name)
    {
        var alias = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character) && alias.Length > 0) alias.Append('_');
            alias.Append(char.ToLowerInvariant(character));
        }

        return alias.ToString();
    }
}
