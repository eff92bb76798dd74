using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Wires rings and handlers into a <see cref="Pipeline"/>. Used by one cold thread, once; owns the
/// declarations.
/// </summary>
/// <remarks>
/// <para>The wiring reads like the diagram it stands for:</para>
/// <code>
/// //  feeds ─▶ input ─┬─▶ journal
/// //                  └─▶ strategy ─▶ risk ─▶ matching ─▶ output ─▶ publisher
/// var topology = new TopologyBuilder("trading");
/// var input = topology.SharedRing&lt;InputEvent&gt;("input", 65_536).From("feed", "gateway");
/// var output = topology.Ring&lt;OutputEvent&gt;("output", 16_384);
///
/// input.Handler("journal", new JournalHandler(log));
/// var strategy = input.Handler("strategy", new StrategyHandler(books)).OnCore(2);
/// var risk = input.Handler("risk", new RiskHandler(limits)).After(strategy);
/// input.Handler("matching", wiring => new MatchingHandler(wiring.ProducerOf(output))).After(risk).Into(output);
/// output.Handler("publisher", new PublisherHandler(stream));
///
/// using var pipeline = topology.Build();
/// </code>
/// <para><b>Gates.</b> The handlers that no other handler of a ring follows hold its producers back, so no
/// slot is written again before every handler is done with it.</para>
/// </remarks>
[ColdPath("topologies are wired at start-up")]
public sealed class TopologyBuilder
{
    private readonly List<RingDeclaration> _rings = [];
    private bool _isBuilt;

    public TopologyBuilder(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    public string Name { get; }

    /// <summary>
    /// The cores to wire for: those that this process may use, unless another host is meant.
    /// </summary>
    public CoreSet Cores { get; init; } = CoresOfThisProcess();

    /// <summary>The rings, in the order in which they were declared.</summary>
    public IReadOnlyList<RingDeclaration> Rings => _rings;

    /// <summary>Declares a ring with one producer.</summary>
    public SingleProducerRing<T> Ring<T>(string name, int capacitySlots)
        where T : unmanaged => Ring<T>(new RingOptions(name, capacitySlots));

    public SingleProducerRing<T> Ring<T>(RingOptions options)
        where T : unmanaged => Add(new SingleProducerRing<T>(this, options));

    /// <summary>Declares a ring with any number of producers. It publishes by slot.</summary>
    public MultiProducerRing<T> SharedRing<T>(string name, int capacitySlots)
        where T : unmanaged => SharedRing<T>(new RingOptions(name, capacitySlots));

    public MultiProducerRing<T> SharedRing<T>(RingOptions options)
        where T : unmanaged => Add(new MultiProducerRing<T>(this, options with { Publication = Publication.Slot }));

    /// <summary>Checks everything, makes rings and processors, and starts nothing.</summary>
    /// <exception cref="TopologyException">Something is wrong; names all of it.</exception>
    public Pipeline Build()
    {
        if (_isBuilt)
            throw new InvalidOperationException($"Topology '{Name}' was built before; its handlers are in use.");
        var check = new TopologyCheck(this);
        if (check.Problems.Count > 0) throw new TopologyException(Name, check.Problems);
        _isBuilt = true;
        return Make(check);
    }

    private Pipeline Make(TopologyCheck check)
    {
        foreach (var ring in _rings) ring.Make();
        var stages = MakeStages(check.Handlers);
        foreach (var ring in _rings) ring.Gates.Set(SequencesOf(ring.Gating(), stages));
        foreach (var stage in stages) BindFeedback(stage, stages);
        return new Pipeline(Name, check, stages);
    }

    private Stage[] MakeStages(List<HandlerDeclaration> handlers)
    {
        var problems = new List<string>();
        var stages = new List<Stage>();
        foreach (var handler in handlers)
        {
            var wiring = new Wiring(handler);
            stages.Add(new Stage(handler, handler.Make(wiring, SequencesOf(handler.Upstream, stages))));
            wiring.AddProblems(problems);
        }
        if (problems.Count > 0) throw new TopologyException(Name, problems);
        return stages.ToArray();
    }

    private static void BindFeedback(Stage stage, Stage[] stages)
    {
        foreach (var (gate, awaited) in stage.Handler.Feedback)
            gate.Bind(stage.Processor.Sequence, SequencesOf([awaited], stages)[0], awaited.DeclaredOn.Gates);
    }

    private static Sequence[] SequencesOf(IReadOnlyList<HandlerDeclaration> handlers, IReadOnlyList<Stage> stages)
    {
        var sequences = new Sequence[handlers.Count];
        for (var i = 0; i < sequences.Length; i++)
            foreach (var stage in stages)
                if (stage.Handler == handlers[i]) sequences[i] = stage.Processor.Sequence;
        return sequences;
    }

    private TRing Add<TRing>(TRing ring)
        where TRing : RingDeclaration
    {
        _rings.Add(ring);
        return ring;
    }

    private static CoreSet CoresOfThisProcess()
    {
        if (CurrentThread.ProcessCores is { } cores) return cores;
        var all = new int[Math.Min(Environment.ProcessorCount, CoreSet.MaxCores)];
        for (var i = 0; i < all.Length; i++) all[i] = i;
        return CoreSet.Of(all);
    }
}
