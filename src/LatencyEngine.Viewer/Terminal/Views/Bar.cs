using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Horizontal bars, to an eighth of a column. Pure.</summary>
internal static class Bar
{
    private const int Eighths = 8;
    private const char Full = '█';

    // From one eighth to seven; they grow from the left.
    private const string Parts = "▏▎▍▌▋▊▉";

    /// <summary>Draws from the left to the right.</summary>
    /// <param name="part">Of <paramref name="whole"/>; what is more, is cut.</param>
    public static void Draw(CellBuffer buffer, Region line, Int128 part, Int128 whole, Ink ink)
    {
        var filled = EighthsOf(part, whole, line.Width);
        buffer.Fill(line.X, line.Y, filled / Eighths, new Cell(Full, ink));
        if (filled % Eighths > 0) buffer.Set(line.X + (filled / Eighths), line.Y, new Cell(Parts[(filled % Eighths) - 1], ink));
    }

    /// <summary>Draws from the right to the left, to whole columns: there are no glyphs for parts that grow that way.</summary>
    public static void DrawLeftward(CellBuffer buffer, Region line, Int128 part, Int128 whole, Ink ink)
    {
        var columns = (EighthsOf(part, whole, line.Width) + Eighths - 1) / Eighths;
        buffer.Fill(line.Right - columns, line.Y, columns, new Cell(Full, ink));
    }

    private static int EighthsOf(Int128 part, Int128 whole, int width)
    {
        if (whole <= 0 || part <= 0 || width <= 0) return 0;
        if (part >= whole) return width * Eighths;
        return Math.Max(1, (int)(part * (width * Eighths) / whole)); // Something is never nothing.
    }
}
