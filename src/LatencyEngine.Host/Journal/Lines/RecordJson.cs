using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Lines;

/// <summary>
/// Records as JSON lines: sequence, kind, message and its values as the schema has them, integers unscaled. Cold; one
/// thread; owns the buffer of the lines not yet taken.
/// </summary>
internal sealed class RecordJson : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    public RecordJson() => _json = new Utf8JsonWriter(_bytes, Options);

    /// <summary>What was added since the last <see cref="Clear"/>, in UTF-8.</summary>
    public ReadOnlySpan<byte> Lines => _bytes.WrittenSpan;

    public void Add(in JournalRecord record)
    {
        _json.WriteStartObject();
        _json.WriteNumber("sequence"u8, record.Sequence);
        _json.WriteString("kind"u8, NameOf(record.Kind));
        _json.WriteString("message"u8, MessageShapes.NameOf(record.TemplateId));
        _json.WritePropertyName("values"u8);
        if (!LatencyEngineMessages.TryWriteJson(record.Message, _json, out var status))
            Refuse(in record, status);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _bytes.Write("\n"u8);
    }

    public void Clear() => _bytes.ResetWrittenCount();

    public void Dispose() => _json.Dispose();

    // A message of a newer version is no damage: its bytes are what can be said of it.
    private void Refuse(in JournalRecord record, SbeStatus status)
    {
        if (status != SbeStatus.WrongTemplate)
            throw new JournalException($"record {record.Sequence} cannot be read: {status}");
        _json.WriteBase64StringValue(MessageShape.BlockOf(record.Message));
    }

    private static string NameOf(RecordKind kind) => kind switch
    {
        RecordKind.Input => "input",
        RecordKind.Output => "output",
        RecordKind.SessionHead => "head",
        _ => "mark",
    };
}
