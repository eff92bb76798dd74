namespace LatencyEngine.Sbe.Dynamic;

/// <summary>What came of one vector, with the reason.</summary>
public sealed record VectorVerdict(string Name, bool IsGood, string Detail)
{
    public override string ToString() => $"{(IsGood ? "ok    " : "WRONG ")} {Name,-28} {Detail}";
}
