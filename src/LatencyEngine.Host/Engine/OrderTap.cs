using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Runtime.Processing;
using Microsoft.Win32.SafeHandles;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Appends what becomes of orders to a file, a JSON line each: acknowledgements for programs that read along. It
/// follows the journal, so that a line is never about something that a crash could undo. A thread of its own.
/// </summary>
/// <remarks>
/// <b>At least once.</b> At a start the file is first brought up to the journal, from its last whole line on, over however
/// many sessions. A line that a crash has cut off stays as a broken one, and is told again. Session, input and index
/// identify an event.
/// <b>Full disk.</b> It waits, and with it whatever follows; nothing is lost.
/// </remarks>
internal sealed class OrderTap : IDisposable
{
    private const int TailBytes = 1 << 16;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(100);

    private readonly SafeFileHandle _file;
    private readonly MemoryStream _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly Func<ulong> _sessionId;
    private long _length;
    private volatile bool _isStopped;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public OrderTap(string path, SessionJournal? journal)
    {
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _length = RandomAccess.GetLength(_file);
        _json = new Utf8JsonWriter(_lines);
        _sessionId = () => journal?.Head.SessionId ?? 0;
        if (_length > 0) _lines.WriteByte((byte)'\n'); // Whatever a crash has cut off stays a line of its own.
        if (journal is not null) CatchUp(journal);
    }

    public void Add(ReadOnlySpan<byte> message)
    {
        if (IsOfOrder(TemplateOf(message))) Add(_sessionId(), message);
    }

    /// <summary>Hands the lines of a batch to the system.</summary>
    public void EndBatch()
    {
        var lines = _lines.GetBuffer().AsSpan(0, (int)_lines.Length);
        if (lines.IsEmpty) return;
        while (!TryWrite(lines)) Thread.Sleep(Nap);
        _length += lines.Length;
        _lines.SetLength(0);
    }

    /// <summary>Any thread: a wait for room ends by an exception to who waits.</summary>
    public void Stop() => _isStopped = true;

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    /// <summary>One line: an object with the session and the message, by its name.</summary>
    public static void Write(ulong sessionId, ReadOnlySpan<byte> message, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("session", sessionId);
        json.WritePropertyName(LatencyEngineMessages.NameOf(TemplateOf(message)));
        LatencyEngineMessages.TryWriteJson(message, json, out _);
        json.WriteEndObject();
        json.Flush();
    }

    public static bool IsOfOrder(ushort templateId) => templateId
        is OrderAccepted.TemplateId or OrderRejected.TemplateId or OrderReplaced.TemplateId or OrderCanceled.TemplateId
        or OrderExpired.TemplateId or OrderTriggered.TemplateId or OrderFilled.TemplateId;

    // At the same place again: what a full disk took of it is written once more.
    private bool TryWrite(ReadOnlySpan<byte> lines)
    {
        try
        {
            RandomAccess.Write(_file, lines, _length);
            return true;
        }
        catch (IOException) when (!_isStopped)
        {
            return false;
        }
    }

    private void Add(ulong sessionId, ReadOnlySpan<byte> message)
    {
        _json.Reset();
        Write(sessionId, message, _json);
        _lines.WriteByte((byte)'\n');
    }

    // A new file begins with the session in hand; another one with the session that it was left in.
    private void CatchUp(SessionJournal journal)
    {
        using var log = journal.OpenLog();
        var last = LastTold() ?? (journal.Head.SessionId, -1, -1);
        foreach (var session in log.ListSessions().Where(session => session.SessionId >= last.Session))
        {
            using var reader = log.OpenSession(session.SessionId);
            while (reader.TryRead(out var record))
                if (IsOfOrder(record.TemplateId) && record.TryGetCause(out var input, out var index)
                    && (session.SessionId, input, (long)index).CompareTo(last) > 0)
                    Add(session.SessionId, record.Message);
            EndBatch();
        }
    }

    /// <summary>Session, input and index of the last whole line; <c>null</c> where there is none.</summary>
    private (ulong Session, long Input, long Index)? LastTold()
    {
        var tail = new byte[Math.Min(_length, TailBytes)];
        _ = RandomAccess.Read(_file, tail, _length - tail.Length);
        foreach (var line in System.Text.Encoding.UTF8.GetString(tail).Split('\n').Reverse())
            if (TryPlace(line, out var place)) return place;
        return null;
    }

    private static bool TryPlace(string line, out (ulong, long, long) place)
    {
        place = default;
        try
        {
            using var json = JsonDocument.Parse(line);
            var message = json.RootElement.EnumerateObject().Last().Value;
            place = (json.RootElement.GetProperty("session").GetUInt64(), message.GetProperty("inputSequence").GetInt64(),
                message.GetProperty("outputIndex").GetInt64());
            return true;
        }
        catch (Exception cut) when (cut is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

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
        tap.Add(e.AsBytes());
        if (endOfBatch) tap.EndBatch();
    }
}
