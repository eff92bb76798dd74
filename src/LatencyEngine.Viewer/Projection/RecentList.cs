namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// The newest of what happened, each once. Written by the thread that applies messages; owns its items.
/// </summary>
/// <remarks>
/// Outputs are told in the order of their inputs and indices, so that one which is not after the last one was told
/// before: a snapshot repeats what a viewer may have seen.
/// </remarks>
public sealed class RecentList<T>(int capacity)
    where T : unmanaged
{
    private readonly T[] _items = new T[capacity];
    private long _lastInput = long.MinValue;
    private uint _lastIndex;

    /// <summary>How many there were since the view began; at most the capacity is kept.</summary>
    public long Total { get; private set; }

    /// <summary>Grows with every change of the list.</summary>
    public long Version { get; private set; }

    public int Capacity => capacity;

    public int Count => (int)Math.Min(Total, capacity);

    /// <param name="age">0 for the newest, below <see cref="Count"/>.</param>
    public ref readonly T this[int age]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)age, (uint)Count, nameof(age));
            return ref _items[(int)((Total - 1 - age) % capacity)];
        }
    }

    internal void Add(long inputSequence, uint outputIndex, in T item)
    {
        if (inputSequence < 0)
        {
            AddAlways(in item); // No output of the engine: it comes once.
            return;
        }
        if (capacity == 0 || (inputSequence, outputIndex).CompareTo((_lastInput, _lastIndex)) <= 0) return;
        (_lastInput, _lastIndex) = (inputSequence, outputIndex);
        AddAlways(in item);
    }

    /// <summary>Adds what has no place among the outputs.</summary>
    internal void AddAlways(in T item)
    {
        if (capacity == 0) return;
        _items[(int)(Total++ % capacity)] = item;
        Version++;
    }

    internal void Clear()
    {
        _lastInput = long.MinValue;
        _lastIndex = 0;
        Total = 0;
        Version++;
    }
}
