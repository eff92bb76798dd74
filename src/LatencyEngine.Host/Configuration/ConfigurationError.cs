using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration;

/// <summary>One thing that is wrong with a configuration. Immutable.</summary>
/// <param name="Key">As on the command line, such as <c>feeds.0.path</c>; empty when it is about a whole source.</param>
/// <param name="Message">What was found, and what was expected.</param>
public sealed record ConfigurationError(Origin Origin, string Key, string Message)
{
    public override string ToString() => Key.Length > 0 ? $"{Origin}: {Key}: {Message}" : $"{Origin}: {Message}";
}
