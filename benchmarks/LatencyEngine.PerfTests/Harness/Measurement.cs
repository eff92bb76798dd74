namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// One run of one contender: how long it took and its figures, in the order of the contest's columns.
/// </summary>
internal readonly record struct Measurement(TimeSpan Elapsed, double[] Figures);
