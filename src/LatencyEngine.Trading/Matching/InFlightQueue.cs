using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Commands on their way to their venues, earliest arrival first, equal times in the order in which they were
/// decided: a binary heap of fixed size. The matching stage's thread.
/// </summary>
public sealed class InFlightQueue(int capacity)
{
    /// <summary>Most that may be set aside at one time.</summary>
    public const int AsideMax = Capacities.SweepStepsPerEventMax;

    private readonly Slab<InFlight> _commands = new(capacity);
    private readonly Entry[] _heap = new Entry[capacity];
    private readonly Entry[] _aside = new Entry[AsideMax];
    private int _asideCount;
    private ulong _lastNumber;

    public int Count { get; private set; }

    public bool IsFull => Count == _heap.Length;

    /// <summary>When the earliest arrives; never when there is none.</summary>
    public long NextDueNanos => Count == 0 ? long.MaxValue : _heap[0].DueNanos;

    /// <summary>The earliest; there is one.</summary>
    public ref readonly InFlight First => ref _commands[_heap[0].Link];

    /// <summary>There is room; see <see cref="IsFull"/>.</summary>
    public void Add(long dueNanos, in InFlight command)
    {
        Invariant.Check(_commands.TryRent(out var link));
        _commands[link] = command;
        Push(new Entry(dueNanos, ++_lastNumber, link));
    }

    /// <summary>Takes the earliest; there is one.</summary>
    public InFlight Take()
    {
        var link = Pop().Link;
        var command = _commands[link];
        _commands.Return(link);
        return command;
    }

    /// <summary>Lets the one after the earliest be taken, until <see cref="PutBack"/>; there is one and room.</summary>
    public void SetAside() => _aside[_asideCount++] = Pop();

    /// <summary>Puts all that was set aside back in its place.</summary>
    public void PutBack()
    {
        while (_asideCount > 0) Push(_aside[--_asideCount]);
    }

    public void Clear()
    {
        while (Count > 0) Take();
    }

    /// <summary>
    /// Adds the commands in the order of the heap, which follows from the order of additions alone.
    /// </summary>
    public void AddTo(ref StateHash hash)
    {
        hash.Add(Count);
        for (var i = 0; i < Count; i++)
        {
            ref var command = ref _commands[_heap[i].Link];
            hash.Add(_heap[i].DueNanos);
            hash.Add(command.OrderId);
            hash.Add((ulong)command.Kind);
            hash.Add(command.Price);
            hash.Add(command.Quantity);
            hash.Add(command.Hold);
        }
    }

    private void Push(Entry entry)
    {
        var at = Count++;
        while (at > 0 && entry.IsBefore(_heap[(at - 1) / 2]))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = entry;
    }

    private Entry Pop()
    {
        var first = _heap[0];
        var last = _heap[--Count];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && _heap[child + 1].IsBefore(_heap[child])) child++;
            if (!_heap[child].IsBefore(last)) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return first;
    }

    private readonly record struct Entry(long DueNanos, ulong Number, int Link)
    {
        public bool IsBefore(in Entry other) =>
            DueNanos != other.DueNanos ? DueNanos < other.DueNanos : Number < other.Number;
    }
}
