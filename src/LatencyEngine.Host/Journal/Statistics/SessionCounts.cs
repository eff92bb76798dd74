using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>Counts what a session holds while it is read. Cold; one thread.</summary>
internal sealed class SessionCounts
{
    private readonly long[] _counts = new long[MessageShapes.TemplateEnd];
    private readonly long[] _bytes = new long[MessageShapes.TemplateEnd];
    private readonly long[] _kinds = new long[Enum.GetValues<RecordKind>().Length];

    public long Records { get; private set; }

    public long Bytes { get; private set; }

    public long Inputs => _kinds[(int)RecordKind.Input];

    public long Outputs => _kinds[(int)RecordKind.Output];

    /// <summary>How often the engine was started again in the middle of it.</summary>
    public long Resumes => _kinds[(int)RecordKind.Mark];

    /// <summary>Time of the first and the last input, in UTC nanoseconds; 0 when there was none.</summary>
    public long FirstNanos { get; private set; }

    public long LastNanos { get; private set; }

    public double Seconds => (LastNanos - FirstNanos) / 1e9;

    /// <summary>Inputs in a second of event time.</summary>
    public double InputsPerSecond => Inputs / Math.Max(1e-9, Seconds);

    public SessionEnded? Ended { get; private set; }

    public long CountOf(int templateId) => _counts[templateId];

    public long BytesOf(int templateId) => _bytes[templateId];

    /// <summary>The messages that occur, the most frequent first.</summary>
    public IEnumerable<int> Templates => Enumerable.Range(0, MessageShapes.TemplateEnd)
        .Where(template => _counts[template] > 0).OrderByDescending(template => _counts[template]).ThenBy(template => template);

    public void Add(in JournalRecord record)
    {
        // What a newer version may have added is counted together, as message 0.
        var template = record.TemplateId < MessageShapes.TemplateEnd ? record.TemplateId : 0;
        var kind = record.Kind;
        _counts[template]++;
        _bytes[template] += record.Message.Length;
        _kinds[(int)kind]++;
        Records++;
        Bytes += record.Message.Length;
        if (kind == RecordKind.Input) Note(record.TimestampNanos);
        if (record.TryAs<SessionEnded>(out var ended)) Ended = ended;
    }

    private void Note(long nanos)
    {
        if (Inputs == 1) FirstNanos = nanos;
        LastNanos = nanos;
    }
}
