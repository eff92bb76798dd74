using System.Text.Encodings.Web;
using System.Text.Json;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary>How these verbs print JSON.</summary>
internal static class JsonOutput
{
    public static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // Not for a web page: keep '+' and '<' readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
