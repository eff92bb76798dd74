using BenchmarkDotNet.Attributes;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Benchmarks.Metrics;

/// <summary>
/// What recording one latency costs, over the spread of a real session: tenths to thousands of microseconds.
/// </summary>
[MemoryDiagnoser]
public class HistogramBenchmarks
{
    private const int Values = 1_024;
    private const int Seed = 1;
    private const double ShortestNanos = 100;
    private const double Decades = 4;

    private readonly long[] _nanos = new long[Values];
    private readonly LatencyHistogram _histogram = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Values; i++)
            _nanos[i] = (long)(ShortestNanos * Math.Pow(10, Decades * random.NextDouble()));
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public void Record()
    {
        foreach (var nanos in _nanos) _histogram.Record(nanos);
    }

    [Benchmark]
    public long ValueAtPercentile99() => _histogram.ValueAtPercentile(99);
}
