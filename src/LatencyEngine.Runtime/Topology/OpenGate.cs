using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>The gate of handlers that run one after the other on one thread: what is awaited has always happened.</summary>
public sealed class OpenGate : IFeedbackGate
{
    public static readonly OpenGate Instance = new();

    public void Bind(Sequence own, Sequence awaited, RingGates gates)
    {
    }

    public void AwaitThrough(long sequence)
    {
    }
}
