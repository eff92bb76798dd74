using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Consecutive records of a session as slots of a ring; a head is an empty slot, because none is big enough. Filled by
/// the thread that reads, then used by the one that executes.
/// </summary>
internal sealed class RecordBlock
{
    /// <summary>So that a few of them fit into a core's cache together.</summary>
    public const int CapacityRecords = 1_024;

    private readonly EngineEvent[] _records = new EngineEvent[CapacityRecords];

    public Span<EngineEvent> Records => _records.AsSpan(0, Count);

    public int Count { get; private set; }

    public long FirstSequence { get; private set; }

    /// <summary>Nothing follows now.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Reads until it is full or nothing is there.</summary>
    /// <param name="reader">At the place to read from.</param>
    /// <param name="previousSequence">Of the record before, or 0 where there is none.</param>
    /// <param name="throughSequence">Nothing behind it is read.</param>
    /// <exception cref="JournalException">A record is missing, or none that a session can have.</exception>
    public void Fill(ISessionReader reader, long previousSequence, long throughSequence = long.MaxValue)
    {
        Count = 0;
        FirstSequence = previousSequence + 1;
        IsLast = true;
        while (Count < CapacityRecords && previousSequence + Count < throughSequence)
        {
            if (!reader.TryRead(out var record)) return;
            if (Count == 0 && previousSequence == 0) FirstSequence = record.Sequence;
            if (record.Sequence != FirstSequence + Count)
                throw new JournalException(
                    $"record {FirstSequence + Count} is missing: {record.Sequence} follows the one before it");
            Add(in record);
        }

        IsLast = false;
    }

    private void Add(in JournalRecord record)
    {
        ref var slot = ref _records[Count++];
        if (record.Kind is RecordKind.SessionHead or RecordKind.Mark) slot = default;
        else if (!slot.TryRead(record.Message))
            throw new JournalException($"record {record.Sequence} is no message of an engine");
    }
}
