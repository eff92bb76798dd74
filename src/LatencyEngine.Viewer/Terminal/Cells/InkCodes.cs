namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>The sequences that change a terminal's ink: eight colors that every palette has, or none. Pure.</summary>
internal static class InkCodes
{
    // Each starts from nothing, so that the ink before does not matter.
    private static readonly string[] Colored = ["0", "0;1", "0;2", "0;32", "0;31", "0;33", "0;1;37;41", "0;36"];

    private static readonly string[] Uncolored = ["0", "0;1", "0;2", "0", "0", "0;1", "0;1;7", "0"];

    public static string Of(Ink ink, bool isColored)
    {
        var code = (isColored ? Colored : Uncolored)[(int)(ink & ~Ink.Inverse)];
        return ink.HasFlag(Ink.Inverse) ? $"\u001b[{code};7m" : $"\u001b[{code}m";
    }
}
