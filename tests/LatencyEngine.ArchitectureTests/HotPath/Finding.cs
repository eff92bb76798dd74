namespace LatencyEngine.ArchitectureTests.HotPath;

/// <summary>One breach of the hot-path rules, with the member that commits it.</summary>
public sealed record Finding(string Rule, string Member, string Detail)
{
    public override string ToString() => $"{Member}: {Rule} ({Detail})";
}
