namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>The layers of a configuration, in growing precedence.</summary>
public enum OriginKind
{
    Default,
    File,
    Environment,
    CommandLine,
}
