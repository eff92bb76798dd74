using System.Text;

namespace LatencyEngine.Sbe.Generation;

/// <summary>Builds indented C# text. Lines end in LF on every host, so that a build gives the same bytes everywhere.</summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes one line, or each line of a raw string, at the current level. Empty lines get no spaces.</summary>
    public void Line(string text = "")
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace()) _text.Append(' ', _level * SpacesPerLevel).Append(line.TrimEnd());
            _text.Append('\n');
        }
    }

    /// <summary>Writes a header and an opening brace; disposing the answer writes the closing one.</summary>
    public Scope Block(string header, string end = "}")
    {
        Line(header);
        Line("{");
        _level++;
        return new Scope(this, end);
    }

    /// <summary>Indents what follows until the answer is disposed.</summary>
    public Scope Indent()
    {
        _level++;
        return new Scope(this, end: null);
    }

    public override string ToString() => _text.ToString();

    private void Close(string? end)
    {
        _level--;
        if (end is not null) Line(end);
    }

    /// <summary>An open brace or level of indentation.</summary>
    public readonly struct Scope(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose() => writer.Close(end);
    }
}
