using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>The first stage.</summary>
internal readonly struct FirstHandler : IEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent e, long sequence, bool endOfBatch) => StageWork.First(ref e);
}

/// <summary>The second stage of a chain.</summary>
internal readonly struct ChainSecondHandler : IEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent e, long sequence, bool endOfBatch) => StageWork.ChainSecond(ref e);
}

/// <summary>The second stage of a diamond.</summary>
internal readonly struct DiamondSecondHandler : IEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent e, long sequence, bool endOfBatch) => StageWork.DiamondSecond(ref e);
}

/// <summary>The last stage; shows its sum at the end of each batch.</summary>
internal struct LastHandler(Tally tally) : IEventHandler<StageEvent>
{
    private long _sum;

    public void OnEvent(ref StageEvent e, long sequence, bool endOfBatch)
    {
        _sum += StageWork.Last(in e);
        if (endOfBatch) tally.Sum = _sum;
    }
}
