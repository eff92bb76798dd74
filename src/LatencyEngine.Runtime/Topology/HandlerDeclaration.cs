using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A handler as the wiring names it: its ring, what it follows, where it publishes, how it waits and where it
/// runs. Written by the cold thread that wires the topology.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public abstract class HandlerDeclaration
{
    private readonly List<HandlerDeclaration> _upstream = [];
    private readonly List<RingDeclaration> _outlets = [];

    private protected HandlerDeclaration(string role) => Role = role;

    /// <summary>Names the handler and its thread.</summary>
    public string Role { get; }

    /// <summary>The handlers that must be done with an event before this one sees it.</summary>
    public IReadOnlyList<HandlerDeclaration> Upstream => _upstream;

    /// <summary>The rings into which it publishes.</summary>
    public IReadOnlyList<RingDeclaration> Outlets => _outlets;

    public ThreadPlacement Placement { get; private protected set; }

    /// <summary>Most events handled before the progress is published.</summary>
    public int MaxBatchSize { get; private set; } = ProcessorOptions.DefaultMaxBatchSize;

    /// <summary>Whether a limit was asked for that the ring can never reach.</summary>
    internal bool IsBatchTooLarge { get; private set; }

    /// <summary>The later handlers of its ring that it waits for, and the gates that do it.</summary>
    internal List<(IFeedbackGate Gate, HandlerDeclaration Awaited)> Feedback { get; } = [];

    internal abstract RingDeclaration DeclaredOn { get; }

    internal abstract bool WantsSpans { get; }

    internal WaitChoice Wait { get; private protected set; } = new WaitChoice<AdaptiveWait>(new AdaptiveWait());

    /// <summary>Makes the processor; the rings and the processors of the upstream handlers exist.</summary>
    internal abstract IProcessor Make(Wiring wiring, ReadOnlySpan<Sequence> upstream);

    /// <summary>Whether this handler waits for the other one directly.</summary>
    internal bool Follows(HandlerDeclaration other) => _upstream.Contains(other);

    private protected void LimitBatches(int maxBatchSize)
    {
        MaxBatchSize = maxBatchSize;
        IsBatchTooLarge = maxBatchSize > DeclaredOn.Options.CapacitySlots;
    }

    private protected void AddUpstream(HandlerDeclaration handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _upstream.Add(handler);
    }

    private protected void AddOutlet(RingDeclaration ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        _outlets.Add(ring);
        ring.AddProducer(this);
    }
}
