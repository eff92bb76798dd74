using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Finds the members of a JSON object and refuses those that no element of the schema stands for. No state.
/// </summary>
internal static class MemberCheck
{
    public static JsonElement? Find(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value) ? value : null;

    public static void RefuseUnknown(MessageBlock block, JsonElement values, string path)
    {
        foreach (var member in values.EnumerateObject())
        {
            if (!IsKnown(block, member.Name) && !IsNothing(member.Value))
                throw new SbeEncodeException($"{path}.{member.Name}", "the schema has no such member");
        }
    }

    public static void RefuseUnknown(CompositeType composite, JsonElement values, string path)
    {
        foreach (var member in values.EnumerateObject())
        {
            if (!IsKnown(composite, member.Name) && !IsNothing(member.Value))
                throw new SbeEncodeException($"{path}.{member.Name}", $"{composite.Name} has no such member");
        }
    }

    /// <summary>What is newer than the version to be written must be null or empty.</summary>
    public static void RequireNothing(JsonElement? value, string path, int sinceVersion, int version)
    {
        if (value is null || IsNothing(value.Value)) return;
        throw new SbeEncodeException(path, $"exists since version {sinceVersion}; version {version} cannot carry it");
    }

    private static bool IsKnown(MessageBlock block, string name) =>
        block.Fields.Any(field => field.Name == name || (field.Type is SetType && name == RawNameOf(field)))
        || block.Groups.Any(group => group.Name == name)
        || block.Data.Any(data => data.Name == name);

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static bool IsKnown(CompositeType composite, string name) =>
        composite.Members.Any(member => member.Name == name || (member.Type is SetType && name == RawNameOf(member)));

    private static string RawNameOf(SchemaElement set) => set.Name + FieldReader.RawSuffix;
}
