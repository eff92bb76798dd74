using System.Text;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Lines;

/// <summary>Writes records as lines, for people or as JSON. Cold; one thread; owns what is not yet written.</summary>
internal sealed class RecordLines : IDisposable
{
    private const int BytesMax = 64 * 1024;

    private readonly TextWriter _output;
    private readonly RecordText? _text;
    private readonly RecordJson? _json;

    /// <param name="session">Its definitions are read; it stands at its head afterwards.</param>
    public RecordLines(TextWriter output, ISessionReader session, bool asJson)
        : this(output, asJson ? null : SessionNames.Read(session))
    {
    }

    /// <param name="names">Of the session; <c>null</c> for JSON.</param>
    public RecordLines(TextWriter output, SessionNames? names)
    {
        _output = output;
        if (names is null) _json = new RecordJson();
        else _text = new RecordText(names);
    }

    public void Write(in JournalRecord record)
    {
        if (_text is not null)
        {
            _output.WriteLine(_text.Of(in record));
            return;
        }

        _json!.Add(in record);
        if (_json.Lines.Length >= BytesMax) Flush();
    }

    /// <summary>Writes it where somebody may be looking.</summary>
    public void WriteAtOnce(in JournalRecord record)
    {
        Write(in record);
        Flush();
        _output.Flush();
    }

    public void Dispose()
    {
        Flush();
        _json?.Dispose();
    }

    private void Flush()
    {
        if (_json is null || _json.Lines.IsEmpty) return;
        _output.Write(Encoding.UTF8.GetString(_json.Lines));
        _json.Clear();
    }
}
