using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Stages;

/// <summary>
/// What the pinned threads have allocated between the opening and the closing of the session: it should be nothing.
/// Each thread writes its own place; read after the end.
/// </summary>
public sealed class AllocationWatch
{
    public const int Strategy = 0;
    public const int Risk = 1;
    public const int Matching = 2;

    private readonly long[] _atOpening = new long[3];
    private readonly long[] _since = new long[3];

    /// <summary>Bytes, of all pinned threads together; 0 before the closing.</summary>
    public long Bytes => _since[Strategy] + _since[Risk] + _since[Matching];

    /// <summary>Before a stage handles an input: the closing itself, which checks the books, does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Before(int stage, ushort templateId)
    {
        if (templateId == SessionClosing.TemplateId) _since[stage] = Allocated() - _atOpening[stage];
    }

    /// <summary>After a stage has handled an input: the opening itself, which starts the strategies, does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void After(int stage, ushort templateId)
    {
        if (templateId == SessionOpened.TemplateId) _atOpening[stage] = Allocated();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Allocated() => GC.GetAllocatedBytesForCurrentThread();
}
