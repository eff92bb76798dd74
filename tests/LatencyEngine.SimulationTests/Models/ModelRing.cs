using LatencyEngine.SimulationTests.Interleavings;

namespace LatencyEngine.SimulationTests.Models;

/// <summary>The mistakes that <see cref="ModelRing"/> can be told to make.</summary>
[Flags]
internal enum Mistake
{
    None = 0,

    /// <summary>The cursor moves before the slot is written.</summary>
    PublishBeforeWrite = 1,

    /// <summary>The producer does not look at the consumer's sequence.</summary>
    IgnoreGate = 2,

    /// <summary>The producer lets itself go one slot too far.</summary>
    GateOffByOne = 4,

    /// <summary>The consumer gives the slot back before it has read it.</summary>
    ReleaseBeforeRead = 8,

    /// <summary>Two producers claim with a load and a store instead of one atomic step.</summary>
    ClaimNotAtomic = 16,

    /// <summary>
    /// A producer that finishes second moves the cursor although the first has not written yet.
    /// </summary>
    PublishOutOfTurn = 32,

    /// <summary>
    /// The consumer parks without looking at the cursor again after it has raised its flag.
    /// </summary>
    ParkWithoutRecheck = 64,

    /// <summary>The producer looks at the waiter's flag before it moves the cursor.</summary>
    SignalBeforePublish = 128,
}

/// <summary>
/// A tiny ring over explored variables, correct unless told otherwise: the negative control of the explorer,
/// which has to find each <see cref="Mistake"/>.
/// </summary>
internal sealed class ModelRing
{
    private readonly Mistake _mistakes;
    private readonly SharedVariable[] _slots;
    private readonly SharedVariable _claimed = new("claimed");
    private readonly SharedVariable _cursor = new("cursor");
    private readonly SharedVariable _consumed = new("consumed");
    private readonly SharedVariable _waiting = new("waiting");

    public ModelRing(int capacity, Mistake mistakes)
    {
        _mistakes = mistakes;
        _slots = new SharedVariable[capacity];
        for (var i = 0; i < capacity; i++) _slots[i] = new SharedVariable($"slot {i}");
    }

    public void Publish(long value)
    {
        var sequence = Claim();
        AwaitRoom(sequence);
        if (Makes(Mistake.PublishBeforeWrite)) MoveCursor(sequence);
        SlotOf(sequence).Write(value);
        var waiterSeen = Makes(Mistake.SignalBeforePublish) && _waiting.Read() != 0;
        if (!Makes(Mistake.PublishBeforeWrite)) MoveCursor(sequence);
        if (!Makes(Mistake.SignalBeforePublish)) waiterSeen = _waiting.Read() != 0;
        if (waiterSeen) Wake();
    }

    /// <summary>Reads the values in order, spinning or parking while there is none.</summary>
    public List<long> Consume(int count, bool parks)
    {
        var values = new List<long>();
        while (values.Count < count)
        {
            var next = values.Count + 1;
            while (_cursor.Read() < next) Wait(next, parks);
            if (Makes(Mistake.ReleaseBeforeRead)) _consumed.Write(next);
            values.Add(SlotOf(next).Read());
            if (!Makes(Mistake.ReleaseBeforeRead)) _consumed.Write(next);
        }
        return values;
    }

    private long Claim()
    {
        if (!Makes(Mistake.ClaimNotAtomic)) return _claimed.Add(1);
        var sequence = _claimed.Read() + 1;
        _claimed.Write(sequence);
        return sequence;
    }

    private void AwaitRoom(long sequence)
    {
        if (Makes(Mistake.IgnoreGate)) return;
        var capacity = _slots.Length + (Makes(Mistake.GateOffByOne) ? 1 : 0);
        while (sequence - _consumed.Read() > capacity) Simulation.Spin();
    }

    private void MoveCursor(long sequence)
    {
        while (!Makes(Mistake.PublishOutOfTurn) && _cursor.Read() != sequence - 1) Simulation.Spin();
        _cursor.RaiseTo(sequence);
    }

    private void Wait(long next, bool parks)
    {
        if (!parks)
        {
            Simulation.Spin();
            return;
        }
        _waiting.Write(1);
        if (Makes(Mistake.ParkWithoutRecheck) || _cursor.Read() < next) _waiting.ParkWhile(1);
    }

    private void Wake()
    {
        _waiting.Write(0);
        _waiting.UnparkAll();
    }

    private SharedVariable SlotOf(long sequence) => _slots[(sequence - 1) % _slots.Length];

    private bool Makes(Mistake mistake) => (_mistakes & mistake) != 0;
}
