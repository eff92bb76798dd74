using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Tests.Runtime.Processing;

/// <summary>What a handler was given, as one line for each call.</summary>
internal sealed class Recording
{
    /// <summary>The event at which handlers throw; -1 for never.</summary>
    public long ThrowAt { get; set; } = -1;

    public List<string> Calls { get; } = [];

    public List<long> Payloads { get; } = [];

    public void Add(string call) => Calls.Add(call);

    public void ThrowIfAsked(long first, long last)
    {
        if (ThrowAt >= first && ThrowAt <= last) throw new InvalidOperationException($"asked to fail at {ThrowAt}");
    }
}

internal readonly struct RecordingEvents(Recording recording) : IEventHandler<long>
{
    public void OnEvent(ref long e, long sequence, bool endOfBatch)
    {
        recording.ThrowIfAsked(sequence, sequence);
        recording.Payloads.Add(e);
        recording.Add($"{sequence}{(endOfBatch ? "." : "")}");
    }
}

internal readonly struct RecordingBatches(Recording recording) : IBatchHandler<long>
{
    public void OnBatch(Span<long> events, long firstSequence, bool endOfBatch)
    {
        recording.ThrowIfAsked(firstSequence, firstSequence + events.Length - 1);
        foreach (var e in events) recording.Payloads.Add(e);
        recording.Add($"{firstSequence}+{events.Length}{(endOfBatch ? "." : "")}");
    }
}

/// <summary>
/// Keeps state in the struct itself, to show that the optional calls reach the same struct as the events.
/// </summary>
internal struct RecordingEverything(Recording recording)
    : IEventHandler<long>, IBatchStartHandler, ILifecycleHandler, ITimeoutHandler
{
    private int _calls;

    public void OnEvent(ref long e, long sequence, bool endOfBatch)
    {
        recording.ThrowIfAsked(sequence, sequence);
        recording.Add($"{++_calls}: event {sequence}");
    }

    public void OnBatchStart(int batchCount, long queueDepth) =>
        recording.Add($"{++_calls}: batch of {batchCount} of {queueDepth}");

    public void OnStart() => recording.Add($"{++_calls}: start");

    public void OnShutdown() => recording.Add($"{++_calls}: shutdown");

    public void OnTimeout(long lastSequence) => recording.Add($"{++_calls}: timeout after {lastSequence}");
}
