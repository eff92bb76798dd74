using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>A value of a configuration and where it came from. Immutable.</summary>
public sealed record EffectiveSetting(string Key, Node Value, Origin Origin)
{
    /// <summary>For people: a list as its texts with commas.</summary>
    public string Text => Value.Kind == NodeKind.List
        ? $"[{string.Join(", ", Value.Elements.Select(element => element.Text))}]"
        : Value.Text;
}
