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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Look(int stage, ushort templateId)
    {
        if (templateId is SessionOpened.TemplateId or SessionClosing.TemplateId) Note(stage, templateId);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Note(int stage, ushort templateId)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (templateId == SessionOpened.TemplateId) _atOpening[stage] = allocated;
        else _since[stage] = allocated - _atOpening[stage];
    }
}
