using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;

namespace LatencyEngine.Trading.Stages;

/// <summary>
/// Lets a stage wait by input sequences at a gate that knows the slots of the ring. The stage's thread; which gate it
/// is may change before the pipeline starts, when stages that were restored are put into it.
/// </summary>
internal sealed class NumberedGate(IFeedbackGate gate, InputNumbering numbering) : IFeedbackGate
{
    public IFeedbackGate Gate { get; set; } = gate;

    public void Bind(Sequence own, Sequence awaited, RingGates gates) => Gate.Bind(own, awaited, gates);

    public void AwaitThrough(long sequence) => Gate.AwaitThrough(sequence - numbering.First);
}
