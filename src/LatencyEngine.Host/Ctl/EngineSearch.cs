using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Host.Ctl;

/// <summary>
/// Tells the engines of a channel apart, and what each of them told of instruments. One thread; owns what it heard.
/// </summary>
/// <remarks>
/// An engine is known by the transport session of its events stream, which its snapshots name: engines that share a
/// session number are several all the same.
/// </remarks>
internal sealed class EngineSearch
{
    private readonly Dictionary<int, ulong> _engines = [];
    private readonly Dictionary<int, HeardSnapshot> _snapshots = [];

    /// <summary>Session number of each engine that was heard; twice where two have the same.</summary>
    public IReadOnlyCollection<ulong> Sessions => _engines.Values;

    /// <param name="transportSession">Of the events stream.</param>
    public void OnEvent(ReadOnlySpan<byte> message, int transportSession)
    {
        if (EngineHealth.TryDecode(message, out var health)) _engines[transportSession] = health.SessionId;
    }

    /// <param name="transportSession">Of the snapshots stream.</param>
    public void OnSnapshot(ReadOnlySpan<byte> message, int transportSession)
    {
        var slot = default(EngineEvent);
        if (!slot.TryRead(message)) return;
        if (slot.Is<SnapshotBegin>()) Begin(in slot.As<SnapshotBegin>(), transportSession);
        else if (!_snapshots.TryGetValue(transportSession, out var snapshot)) return;
        else if (slot.Is<SnapshotEnd>()) snapshot.IsWhole = true;
        else if (slot.Is<InstrumentDefinition>()) snapshot.Definitions.Add(slot.As<InstrumentDefinition>());
    }

    /// <summary>The instrument as the engines of a session told it.</summary>
    /// <param name="id">0 to go by the symbol.</param>
    public InstrumentDefinition? Find(ulong session, uint id, string symbol)
    {
        foreach (var snapshot in _snapshots.Values)
        {
            if (snapshot.SessionId != session) continue;
            foreach (var definition in snapshot.Definitions)
                if (id != 0 ? definition.InstrumentId == id : definition.SymbolText == symbol)
                    return definition;
        }

        return null;
    }

    /// <summary>Whether an engine of this session has told everything.</summary>
    public bool IsWhole(ulong session) =>
        _snapshots.Values.Any(snapshot => snapshot.SessionId == session && snapshot.IsWhole);

    private void Begin(in SnapshotBegin begin, int transportSession)
    {
        _engines[begin.EventsSessionId] = begin.SessionId;
        // One that is whole already stays: the next says the same again.
        if (_snapshots.TryGetValue(transportSession, out var before) && before.IsWhole) return;
        _snapshots[transportSession] = new HeardSnapshot(begin.SessionId);
    }

    private sealed class HeardSnapshot(ulong sessionId)
    {
        public ulong SessionId => sessionId;

        public List<InstrumentDefinition> Definitions { get; } = [];

        public bool IsWhole { get; set; }
    }
}
