using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>A record that outlives its reader's next step. Cold; immutable.</summary>
internal sealed class RecordCopy(in JournalRecord record)
{
    private readonly byte[] _message = record.Message.ToArray();

    public long Sequence { get; } = record.Sequence;

    public JournalRecord Record => new(Sequence, _message);

    public long Nanos => Record.TimestampNanos;
}
