namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>A named value of a section.</summary>
/// <param name="Origin">Where the name stands.</param>
public sealed record Member(string Name, Node Value, Origin Origin = default);
