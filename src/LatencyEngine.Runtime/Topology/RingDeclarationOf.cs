using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A ring with slots of one type, to which handlers of that type are added. The wiring thread.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public abstract class RingDeclaration<T> : RingDeclaration
    where T : unmanaged
{
    private RingBuffer<T>? _ring;

    private protected RingDeclaration(TopologyBuilder topology, RingOptions options)
        : base(topology, options)
    {
    }

    /// <summary>The ring itself.</summary>
    /// <exception cref="InvalidOperationException">The topology has not been built.</exception>
    public RingBuffer<T> Ring => _ring
        ?? throw new InvalidOperationException($"Ring '{Name}' does not exist before the topology is built.");

    internal override RingGates Gates => Ring.Gates;

    internal override bool IsMade => _ring is not null;

    /// <summary>Adds a handler that takes one event at a time.</summary>
    public HandlerDeclaration<T> Handler<THandler>(string role, THandler handler)
        where THandler : struct, IEventHandler<T> => Handler(role, _ => handler);

    /// <summary>
    /// Adds a handler that needs something that exists only when the rings do: a producer of another ring.
    /// </summary>
    public HandlerDeclaration<T> Handler<THandler>(string role, Func<Wiring, THandler> make)
        where THandler : struct, IEventHandler<T> => Add(role, new EventHandlerSource<T, THandler>(make));

    /// <summary>Adds a handler that takes events many at a time, as spans.</summary>
    public HandlerDeclaration<T> BatchHandler<THandler>(string role, THandler handler)
        where THandler : struct, IBatchHandler<T> => BatchHandler(role, _ => handler);

    public HandlerDeclaration<T> BatchHandler<THandler>(string role, Func<Wiring, THandler> make)
        where THandler : struct, IBatchHandler<T> => Add(role, new BatchHandlerSource<T, THandler>(make));

    internal override void Make() => _ring = NewRing(Options);

    // Nobody disposes it: producers may be held by threads that the pipeline does not know.
    private static RingBuffer<T> NewRing(RingOptions options) => new(options);

    private HandlerDeclaration<T> Add(string role, HandlerSource<T> source)
    {
        var handler = new HandlerDeclaration<T>(this, role, source);
        AddHandler(handler);
        return handler;
    }
}
