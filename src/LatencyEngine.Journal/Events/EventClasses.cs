using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Events;

/// <summary>
/// The records that the schema compiler makes of messages, for people who want objects: users of Marten above all, whose
/// binary serializer is two calls to this class. Allocates; any thread.
/// </summary>
public static class EventClasses
{
    private static readonly Dictionary<int, Type> _classes = LatencyEngineMessages.Layouts()
        .Where(layout => EventJson.Has(layout.TemplateId))
        .ToDictionary(layout => layout.TemplateId, layout => ClassOf(layout.Name));

    private static readonly Dictionary<Type, int> _templates = _classes.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All of them, by growing template id.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. _classes.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>The class of a template; null for one that has none.</summary>
    public static Type? Of(int templateId) => _classes.GetValueOrDefault(templateId);

    /// <summary>What Marten keeps in <c>mt_dotnet_type</c>; null for a template without a class.</summary>
    public static string? DotnetNameOf(int templateId) =>
        Of(templateId) is { } type ? $"{type.FullName}, {type.Assembly.GetName().Name}" : null;

    /// <summary>The object of a message, header included.</summary>
    /// <exception cref="JournalException">The bytes are no message, or one that objects cannot hold exactly.</exception>
    public static object Decode(ReadOnlySpan<byte> message)
    {
        var json = EventJson.Write(message);
        _ = LatencyEngineMessages.ReadHeader(message, out var header);
        return JsonSerializer.Deserialize(json, _classes[header.TemplateId])!;
    }

    /// <summary>The message of an object, in this build's version of the schema.</summary>
    /// <exception cref="JournalException">The object is none of <see cref="All"/>, or a value is outside its range.</exception>
    public static byte[] Encode(object entry)
    {
        if (!_templates.TryGetValue(entry.GetType(), out var templateId))
            throw new JournalException($"{entry.GetType()} is no event of the journal");
        return EventJson.Read(templateId, JsonSerializer.SerializeToUtf8Bytes(entry, entry.GetType()));
    }

    private static Type ClassOf(string name) =>
        typeof(EventClasses).Assembly.GetType($"{typeof(EventClasses).Namespace}.{name}", throwOnError: true)!;
}
