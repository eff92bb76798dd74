namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// One figure that a contest takes. The first column of a contest is the one that is compared.
/// </summary>
internal sealed record Column(string Name, string Unit, bool HigherIsBetter, int Decimals = 1);
