using System.Text;
using System.Text.Json;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>Turns offsets in a text into lines and columns. Owned by the reader of one text.</summary>
internal sealed class LineMap(Origin source, ReadOnlyMemory<byte> content)
{
    private readonly List<int> _starts = FindStarts(content.Span);

    /// <summary>The place of a byte; the source as it is where lines mean nothing.</summary>
    public Origin At(long offset)
    {
        if (source.Kind != OriginKind.File) return source;
        var position = (int)Math.Min(offset, content.Length);
        var found = _starts.BinarySearch(position);
        var line = found >= 0 ? found : ~found - 1;
        var before = content.Span[_starts[line]..position];
        return source with { Line = line + 1, Column = Encoding.UTF8.GetCharCount(before) + 1 };
    }

    /// <summary>The place that a reader of JSON names, which counts lines and bytes from zero.</summary>
    public Origin At(JsonException e) =>
        At(_starts[(int)Math.Clamp(e.LineNumber ?? 0, 0, _starts.Count - 1)] + (e.BytePositionInLine ?? 0));

    private static List<int> FindStarts(ReadOnlySpan<byte> content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
            if (content[i] == (byte)'\n')
                starts.Add(i + 1);
        return starts;
    }
}
