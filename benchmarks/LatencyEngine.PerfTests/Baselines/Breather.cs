namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// Pauses that double while nothing comes, and a breather after each small batch: the producer then writes
/// several slots before the consumer takes its cursor line away again.
/// </summary>
internal struct Breather : IPace
{
    private const int MaxPauses = 64;
    private const int BreatherPauses = 32;
    private const long SmallBatch = 64;

    private int _pauses;

    public void AfterEmptyPoll()
    {
        _pauses = Math.Clamp(_pauses * 2, 1, MaxPauses);
        Cpu.Pause(_pauses);
    }

    public void AfterBatch(long events)
    {
        _pauses = 0;
        if (events < SmallBatch) Cpu.Pause(BreatherPauses);
    }
}
