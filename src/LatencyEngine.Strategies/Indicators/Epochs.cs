using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// How often a strategy started, lost its history, and lost data of all instruments. Each instrument compares
/// its own with the strategy's when it is touched, so that no event has to visit thousands of them. A value.
/// </summary>
public record struct Epochs
{
    public int Start { get; set; }

    public int History { get; set; }

    public int Gap { get; set; }

    public readonly void AddTo(ref StrategyHash hash)
    {
        hash.Add(Start);
        hash.Add(History);
        hash.Add(Gap);
    }
}
