using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The line above a part of a view. Pure.</summary>
internal static class Heading
{
    /// <summary>Writes it on the region's first line, a hint at the end where there is room.</summary>
    public static void Draw(CellBuffer buffer, Region region, string text, string hint = "")
    {
        if (region.IsEmpty) return;
        buffer.Write(region.X, region.Y, text, Ink.Strong);
        if (text.Length + hint.Length < region.Width) buffer.WriteEndingAt(region.Right - 1, region.Y, hint, Ink.Faint);
    }
}
