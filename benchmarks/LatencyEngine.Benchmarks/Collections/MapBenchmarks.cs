using BenchmarkDotNet.Attributes;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Benchmarks.Collections;

/// <summary>
/// Lookups and churn of maps that are three quarters full, in an order that is not that of the keys.
/// </summary>
[MemoryDiagnoser]
public class MapBenchmarks
{
    private const int MaxEntries = 1 << 14;
    private const int LiveEntries = MaxEntries * 3 / 4;
    private const int Lookups = 1_024;
    private const int Seed = 1;

    private readonly long[] _keys = new long[Lookups];
    private readonly LongMap<long> _map = new(MaxEntries);
    private readonly OrderedLongMap<long> _ordered = new(MaxEntries);

    [GlobalSetup]
    public void Setup()
    {
        for (var key = 1L; key <= LiveEntries; key++)
        {
            _map.TryAdd(key, key);
            _ordered.TryAdd(key, key);
        }
        var random = new Random(Seed);
        for (var i = 0; i < Lookups; i++) _keys[i] = random.Next(1, LiveEntries + 1);
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long TryGet()
    {
        var sum = 0L;
        foreach (var key in _keys)
            if (_map.TryGet(key, out var value)) sum += value;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public void RemoveAndAdd()
    {
        foreach (var key in _keys)
        {
            _map.Remove(key);
            _map.TryAdd(key, key);
        }
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public void RemoveAndAddInOrder()
    {
        foreach (var key in _keys)
        {
            _ordered.Remove(key);
            _ordered.TryAdd(key, key);
        }
    }
}
