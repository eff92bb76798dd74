using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// The last outputs that were heard: what a command caused comes before its answer. One thread; owns the copies.
/// </summary>
internal sealed class RecentOutputs
{
    private const int Capacity = 256;
    private const int Mask = Capacity - 1;

    private readonly EngineEvent[] _outputs = new EngineEvent[Capacity];
    private long _count;

    public void Add(in EngineEvent output) => _outputs[(int)_count++ & Mask] = output;

    /// <summary>The first output of an input that is this message; an empty event when it was not heard, or is gone.</summary>
    public EngineEvent Find(long inputSequence, ushort templateId)
    {
        if (templateId == 0) return default;
        for (var i = Math.Max(0, _count - Capacity); i < _count; i++)
        {
            ref var output = ref _outputs[(int)i & Mask];
            // Every output starts as this one does.
            if (output.TemplateId == templateId && output.As<AlertRaised>().InputSequence == inputSequence) return output;
        }

        return default;
    }
}
