using LatencyEngine.Domain.Events;

namespace LatencyEngine.Streams.Commands;

/// <summary>
/// Carries answers from one thread to another, in order. One thread adds, one takes; a full queue refuses.
/// </summary>
/// <remarks><b>Ordering.</b> A slot is handed over by the release store of the count behind it, either way.</remarks>
public sealed class AnswerQueue
{
    public const int Capacity = 1_024;

    private const int Mask = Capacity - 1;

    private readonly EngineEvent[] _slots = new EngineEvent[Capacity];
    private long _added;
    private long _taken;

    /// <returns><c>false</c> when there is no room.</returns>
    public bool TryAdd(in EngineEvent answer)
    {
        if (_added - Volatile.Read(ref _taken) == Capacity) return false;
        _slots[(int)_added & Mask] = answer;
        Volatile.Write(ref _added, _added + 1);
        return true;
    }

    /// <returns><c>false</c> when there is none.</returns>
    public bool TryTake(ref EngineEvent answer)
    {
        if (Volatile.Read(ref _added) == _taken) return false;
        answer = _slots[(int)_taken & Mask];
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
