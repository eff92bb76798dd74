namespace LatencyEngine.Sbe.Dynamic;

/// <summary>What became of one vector.</summary>
/// <param name="Name">The vector's name.</param>
/// <param name="Passed">Whether it did what its file says.</param>
/// <param name="Detail">How it passed, or the first thing that differed.</param>
public readonly record struct VectorOutcome(string Name, bool Passed, string Detail);
