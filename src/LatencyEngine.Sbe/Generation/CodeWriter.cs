using System.Text;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Builds indented C# text. Lines end in LF on every host, so that a build gives the same bytes
/// everywhere. An empty line is written only between two others: never doubled, never beside a brace.
/// </summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new();
    private int _level;
    private bool _isBlockStart = true;
    private bool _isSeparated;

    /// <summary>Writes one line, or each line of a raw string, at the current level.</summary>
    public void Line(string text = "")
    {
        foreach (var line in text.AsSpan().EnumerateLines()) AppendLine(line.TrimEnd());
    }

    /// <summary>
    /// Writes an optional header and an opening brace; disposing the answer writes the closing one.
    /// </summary>
    public Scope Block(string? header = null)
    {
        if (header is not null) Line(header);
        return Enter("{", "}");
    }

    /// <summary>
    /// Writes the header of a list in braces that is part of a statement, which the closing brace ends.
    /// </summary>
    public Scope Statement(string header)
    {
        Line(header);
        return Enter("{", "};");
    }

    public override string ToString() => _text.ToString();

    private Scope Enter(string open, string close)
    {
        Line(open);
        _level++;
        _isBlockStart = true;
        return new Scope(this, close);
    }

    private void AppendLine(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            _isSeparated = !_isBlockStart;
            return;
        }

        if (_isSeparated) _text.Append('\n');
        _text.Append(' ', _level * SpacesPerLevel).Append(line).Append('\n');
        (_isSeparated, _isBlockStart) = (false, false);
    }

    private void Close(string close)
    {
        _level--;
        _isSeparated = false;
        Line(close);
    }

    /// <summary>An open brace.</summary>
    public readonly struct Scope(CodeWriter writer, string close) : IDisposable
    {
        public void Dispose() => writer.Close(close);
    }
}
