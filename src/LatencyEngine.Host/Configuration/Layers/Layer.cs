namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>One source of values. Immutable.</summary>
/// <param name="Root">A section.</param>
/// <param name="IgnoresCase">Names of keys are found in any case: the custom of environment variables.</param>
public sealed record Layer(Node Root, bool IgnoresCase = false)
{
    /// <summary>How two names of this layer are compared.</summary>
    public StringComparison NameComparison =>
        IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
