namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>What stands in for drawings and letters where a terminal knows only ASCII. Pure.</summary>
internal static class AsciiGlyphs
{
    public static char Of(char glyph) => glyph switch
    {
        < '\u007F' => glyph,
        '↑' => '^',
        '↓' => 'v',
        '·' => '.',
        '…' => '~',
        'µ' => 'u',
        >= '\u2580' and <= '\u2590' => '#',
        _ => '?',
    };
}
