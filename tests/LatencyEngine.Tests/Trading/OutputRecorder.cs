using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Trading.Outputs;

namespace LatencyEngine.Tests.Trading;

/// <summary>
/// An output ring and what was written to it: hands the events out in their order and frees their slots. One
/// thread. A ring that fills up between two looks throws instead of waiting, since there is nobody to wait
/// for.
/// </summary>
public sealed class OutputRecorder : IDisposable
{
    private readonly RingBuffer<EngineEvent> _ring;
    private readonly Sequence _taken = new();

    public OutputRecorder(int capacitySlots = 4096)
    {
        _ring = new RingBuffer<EngineEvent>(new RingOptions("recorded outputs", capacitySlots));
        _ring.Gates.Set(_taken);
        _ring.Gates.Halt(new InvalidOperationException("The test wrote more outputs than its recorder holds."));
        Writer = new OutputWriter(new SingleProducerSequencer<EngineEvent>(_ring));
    }

    public OutputWriter Writer { get; }

    /// <summary>Outputs written and not yet taken or forgotten.</summary>
    public int Count => (int)(_ring.Cursor.Value - _taken.Value);

    /// <summary>The outputs since the last look, and frees their slots.</summary>
    public List<EngineEvent> Take()
    {
        var events = new List<EngineEvent>(Count);
        for (var sequence = _taken.Value + 1; sequence <= _ring.Cursor.Value; sequence++) events.Add(_ring[sequence]);
        Forget();
        return events;
    }

    /// <summary>The outputs of one type since the last look; the others are dropped.</summary>
    public List<T> Take<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        var messages = new List<T>();
        foreach (var output in Take())
            if (output.Is<T>()) messages.Add(Message<T>(output));
        return messages;
    }

    /// <summary>The one output since the last look, which is of this type.</summary>
    public T TakeSingle<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        var output = Assert.Single(Take());
        Assert.True(output.Is<T>(), $"Expected {typeof(T).Name}, found {output}.");
        return Message<T>(output);
    }

    /// <summary>Frees the slots of everything written so far; allocates nothing.</summary>
    public void Forget() => _taken.Publish(_ring.Cursor.Value);

    public void Dispose() => _ring.Dispose();

    private static T Message<T>(EngineEvent output)
        where T : unmanaged, ISbeMessage<T> => output.As<T>();
}
