using Disruptor;
using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Peers;

/// <summary>
/// Sums what the events hold. Public, as are the event types, since the rival specializes only what it can
/// see.
/// </summary>
public sealed class PeerSumHandler<T> : IValueEventHandler<T>
    where T : unmanaged, IPayload
{
    private long _sum;

    public void OnEvent(ref T data, long sequence, bool endOfBatch) => _sum += data.Read();

    /// <summary>The sum since the last call.</summary>
    public long Take()
    {
        var sum = _sum;
        _sum = 0;
        return sum;
    }
}

/// <summary>The first stage.</summary>
public sealed class PeerFirstHandler : IValueEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent data, long sequence, bool endOfBatch) => StageWork.First(ref data);
}

/// <summary>The second stage of a chain.</summary>
public sealed class PeerChainSecondHandler : IValueEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent data, long sequence, bool endOfBatch) =>
        StageWork.ChainSecond(ref data);
}

/// <summary>The second stage of a diamond.</summary>
public sealed class PeerDiamondSecondHandler : IValueEventHandler<StageEvent>
{
    public void OnEvent(ref StageEvent data, long sequence, bool endOfBatch) =>
        StageWork.DiamondSecond(ref data);
}

/// <summary>The last stage.</summary>
public sealed class PeerLastHandler : IValueEventHandler<StageEvent>
{
    private long _sum;

    public void OnEvent(ref StageEvent data, long sequence, bool endOfBatch) =>
        _sum += StageWork.Last(in data);

    /// <summary>The sum since the last call.</summary>
    public long Take()
    {
        var sum = _sum;
        _sum = 0;
        return sum;
    }
}

/// <summary>Sends every event back through another ring.</summary>
public sealed class PeerAnswerHandler(ValueRingBuffer<Payload8> back) : IValueEventHandler<Payload8>
{
    public void OnEvent(ref Payload8 data, long sequence, bool endOfBatch)
    {
        var answer = back.Next();
        back[answer] = data;
        back.Publish(answer);
    }
}
