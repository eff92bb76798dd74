namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// As <see cref="Breather"/>, but up to 512 pauses: throughput bought with latency. The bar for a product
/// whose wait makes the same bargain.
/// </summary>
internal struct LongBreather : IPace
{
    private const int BreatherPauses = 64;
    private const int MaxBreathers = 8;
    private const long SmallBatch = 2048;

    private int _breathers;

    public readonly void AfterEmptyPoll() => Cpu.Pause(1);

    public void AfterBatch(long events)
    {
        _breathers = events < SmallBatch ? Math.Min(_breathers + 1, MaxBreathers) : 0;
        Cpu.Pause(_breathers * BreatherPauses);
    }
}
