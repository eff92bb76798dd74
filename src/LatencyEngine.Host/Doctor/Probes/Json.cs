using System.Text.Json.Nodes;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Lists for the facts of a finding. Pure.</summary>
internal static class Json
{
    public static JsonArray Array(IEnumerable<string> items) =>
        new([.. items.Select(item => JsonValue.Create(item))]);

    public static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
