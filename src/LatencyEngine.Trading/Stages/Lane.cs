using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Trading.Stages;

/// <summary>
/// Carries what one stage says about an input to another: orders wanted, decisions, reports. One writer, one reader;
/// owns its slots.
/// </summary>
/// <remarks>
/// <b>Ordering.</b> The reader asks for what belongs to the input in hand. The writer has finished that input before
/// the reader gets it, by the sequences of the pipeline, so that nothing is missed and nothing comes early.
/// <b>Room.</b> The writer looks at <see cref="Room"/> before it starts an input; what an input may add is bounded.
/// </remarks>
public sealed class Lane<T>
    where T : unmanaged
{
    private readonly T[] _items;
    private readonly long[] _inputs;
    private readonly int _mask;

    // Each end's position is written by its own thread; Sequence keeps them on lines of their own.
    private readonly Sequence _written = new();
    private readonly Sequence _taken = new();

    /// <param name="capacity">A power of two.</param>
    public Lane(int capacity)
    {
        Invariant.Check(int.IsPow2(capacity));
        _items = new T[capacity];
        _inputs = new long[capacity];
        _mask = capacity - 1;
    }

    public int Capacity => _items.Length;

    /// <summary>How many more may be added now. The writer's thread.</summary>
    public int Room => (int)(Capacity - (_written.Value - _taken.Value));

    /// <summary>Items written so far. The writer's thread.</summary>
    public long WrittenCount => _written.Value + 1;

    /// <summary>The slot of the next item, to be filled before <see cref="Added"/>. The writer's thread.</summary>
    public ref T Next(long inputSequence)
    {
        Invariant.Check(Room > 0);
        var index = (int)(_written.Value + 1) & _mask;
        _inputs[index] = inputSequence;
        return ref _items[index];
    }

    /// <summary>Hands the item over.</summary>
    public void Added() => _written.Publish(_written.Value + 1);

    public void Add(long inputSequence, in T item)
    {
        Next(inputSequence) = item;
        Added();
    }

    /// <summary>Whether the next item belongs to this input. The reader's thread.</summary>
    public bool Holds(long inputSequence) => Holds(inputSequence, inputSequence);

    /// <summary>Whether the next item belongs to an input up to this one. The reader's thread.</summary>
    public bool HoldsUpTo(long inputSequence) => Holds(long.MinValue, inputSequence);

    /// <summary>The next item, in place until <see cref="Take"/>. There is one: see <see cref="Holds(long)"/>.</summary>
    public ref T Peek() => ref _items[(int)(_taken.Value + 1) & _mask];

    /// <summary>Gives the slot of the next item back.</summary>
    public void Take() => _taken.Publish(_taken.Value + 1);

    private bool Holds(long from, long through)
    {
        var next = _taken.Value + 1;
        if (next > _written.Value) return false;
        var input = _inputs[(int)next & _mask];
        return input >= from && input <= through;
    }
}
