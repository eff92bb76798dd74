using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Tests.Streams;

/// <summary>Keeps what a ring carries.</summary>
internal readonly struct EventRecorder(List<EngineEvent> events) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch) => events.Add(e);
}
