using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Appends what becomes of orders to a file, a JSON line each: acknowledgements for programs that read along. It
/// follows the journal, so that a line is never about something that a crash could undo. A thread of its own.
/// </summary>
internal sealed class OrderTap : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public OrderTap(string path)
    {
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        if (_file.Position > 0) _file.Write(LineEnd); // Whatever a crash has cut off stays a line of its own.
        _json = new Utf8JsonWriter(_line);
    }

    public void Add(ref EngineEvent output)
    {
        if (!IsOfOrder(output.TemplateId)) return;
        _line.SetLength(0);
        _json.Reset();
        Write(output.AsBytes(), _json);
        _line.Write(LineEnd);
        _file.Write(_line.GetBuffer().AsSpan(0, (int)_line.Length));
    }

    /// <summary>Hands the lines of a batch to the system.</summary>
    public void EndBatch() => _file.Flush();

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    /// <summary>One line: an object whose only member is the message, by its name.</summary>
    public static void Write(ReadOnlySpan<byte> message, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName(LatencyEngineMessages.NameOf(TemplateOf(message)));
        LatencyEngineMessages.TryWriteJson(message, json, out _);
        json.WriteEndObject();
        json.Flush();
    }

    public static bool IsOfOrder(ushort templateId) => templateId
        is OrderAccepted.TemplateId or OrderRejected.TemplateId or OrderReplaced.TemplateId or OrderCanceled.TemplateId
        or OrderExpired.TemplateId or OrderTriggered.TemplateId or OrderFilled.TemplateId;

    private static ushort TemplateOf(ReadOnlySpan<byte> message)
    {
        LatencyEngineMessages.ReadHeader(message, out var header);
        return header.TemplateId;
    }
}

/// <summary>Hands the outputs to the tap.</summary>
internal readonly struct TapHandler(OrderTap tap) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        tap.Add(ref e);
        if (endOfBatch) tap.EndBatch();
    }
}
