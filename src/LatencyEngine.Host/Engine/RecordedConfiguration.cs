using System.Text.Json.Nodes;

namespace LatencyEngine.Host.Engine;

/// <summary>The configuration as a journal keeps it: all of it, but for what must not be written down. Pure.</summary>
internal static class RecordedConfiguration
{
    /// <param name="canonicalJson">The effective configuration.</param>
    /// <returns>The same without the connection string of the event store, which may hold a password.</returns>
    public static string Of(string canonicalJson)
    {
        var root = JsonNode.Parse(canonicalJson)!;
        return root["journal"]?["store"] is JsonObject store && store.Remove("connection") ? root.ToJsonString() : canonicalJson;
    }
}
