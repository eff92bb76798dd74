using System.Globalization;
using System.Text;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Lines;

/// <summary>
/// A record as a line for people: sequence, time, message, and every field that is told, in its unit. Cold; one thread;
/// owns the text of the line in hand.
/// </summary>
internal sealed class RecordText(SessionNames names)
{
    private const int SequenceWidth = 9;
    private const int NameWidth = 20;

    private readonly StringBuilder _line = new();

    public string Of(in JournalRecord record)
    {
        _line.Clear();
        _line.Append(CultureInfo.InvariantCulture, $"{record.Sequence,SequenceWidth}  {NanoTime.Of(record.TimestampNanos)}  ");
        _line.Append(MarkOf(record.Kind)).Append(' ').Append(MessageShapes.NameOf(record.TemplateId).PadRight(NameWidth));
        if (record.Kind == RecordKind.SessionHead) AddHead(SessionHead.Parse(record));
        else AddFields(in record);
        return _line.ToString().TrimEnd();
    }

    /// <summary>As in the scenarios of the tests: inputs go in, outputs come out.</summary>
    private static char MarkOf(RecordKind kind) => kind switch
    {
        RecordKind.Input => '>',
        RecordKind.Output => '<',
        _ => '#',
    };

    private void AddHead(SessionHead head) => _line.Append(
        CultureInfo.InvariantCulture,
        $" sessionId={head.SessionId} seed={head.Seed} configurationHash={Convert.ToHexStringLower(head.ConfigurationHash)} "
        + $"codeVersion={head.CodeVersion}");

    private void AddFields(in JournalRecord record)
    {
        if (MessageShapes.Of(record.TemplateId) is not { } shape)
        {
            _line.Append(' ').Append(Convert.ToHexStringLower(MessageShape.BlockOf(record.Message)));
            return;
        }

        var block = MessageShape.BlockOf(record.Message);
        foreach (var field in shape.Fields)
        {
            if (field.Offset == 0 || field.TextOf(block) is not { } text) continue;
            _line.Append(' ').Append(field.Name).Append('=').Append(text);
            AddName(field, block);
        }
    }

    private void AddName(MessageField field, ReadOnlySpan<byte> block)
    {
        if (!field.TryGetNumber(block, out var id) || id <= 0 || id > ulong.MaxValue) return;
        if (names.NameOf(field.Name, (ulong)id) is { Length: > 0 } name) _line.Append('/').Append(name);
    }
}
